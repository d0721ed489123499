import type { mongo } from 'mongoose'
import { openCursor } from './cursor.ts'
import type { Call, Operations } from './operation.ts'

function collectionOf({ scene, object }: Call): mongo.Collection {
  return scene.entities.get('collection', object)
}

export const COLLECTION: Operations = {
  aggregate: (call) => {
    const { pipeline, ...options } = call.options
    return collectionOf(call).aggregate(pipeline, options).toArray()
  },
  bulkWrite: (call) => {
    const { requests, ...options } = call.options
    return collectionOf(call).bulkWrite(requests, options)
  },
  count: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).count(filter, options)
  },
  countDocuments: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).countDocuments(filter, options)
  },
  createChangeStream: async (call) => {
    const { pipeline, ...options } = call.options
    return openCursor(collectionOf(call).watch(pipeline, options))
  },
  createFindCursor: (call) => {
    const { filter, ...options } = call.options
    return openCursor(collectionOf(call).find(filter, options))
  },
  createIndex: (call) => {
    const { keys, ...options } = call.options
    return collectionOf(call).createIndex(keys, options)
  },
  createSearchIndex: (call) => collectionOf(call).createSearchIndex(call.args['model']),
  createSearchIndexes: (call) => collectionOf(call).createSearchIndexes(call.args['models']),
  deleteMany: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).deleteMany(filter, options)
  },
  deleteOne: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).deleteOne(filter, options)
  },
  distinct: (call) => {
    const { fieldName, filter, ...options } = call.options
    return collectionOf(call).distinct(fieldName, filter, options)
  },
  drop: (call) => collectionOf(call).drop(call.options),
  dropIndex: (call) => {
    const { name, ...options } = call.options
    return collectionOf(call).dropIndex(name, options)
  },
  dropIndexes: (call) => collectionOf(call).dropIndexes(call.options),
  dropSearchIndex: (call) => collectionOf(call).dropSearchIndex(call.options['name']),
  estimatedDocumentCount: (call) => collectionOf(call).estimatedDocumentCount(call.options),
  find: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).find(filter, options).toArray()
  },
  findOne: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).findOne(filter, options)
  },
  findOneAndDelete: (call) => {
    const { filter, ...options } = call.options
    return collectionOf(call).findOneAndDelete(filter, options)
  },
  findOneAndReplace: (call) => {
    const { filter, replacement, ...options } = call.options
    return collectionOf(call).findOneAndReplace(filter, replacement, options)
  },
  findOneAndUpdate: (call) => {
    const { filter, update, ...options } = call.options
    return collectionOf(call).findOneAndUpdate(filter, update, options)
  },
  insertMany: (call) => {
    const { documents, ...options } = call.options
    return collectionOf(call).insertMany(documents, options)
  },
  insertOne: (call) => {
    const { document, ...options } = call.options
    return collectionOf(call).insertOne(document, options)
  },
  listIndexes: (call) => collectionOf(call).listIndexes(call.options).toArray(),
  listIndexNames: async (call) => {
    const indexes = await collectionOf(call).listIndexes(call.options).toArray()
    return indexes.map(({ name }) => name)
  },
  listSearchIndexes: (call) => {
    const { name, aggregationOptions } = call.options
    return name === undefined
      ? collectionOf(call).listSearchIndexes(aggregationOptions).toArray()
      : collectionOf(call).listSearchIndexes(name, aggregationOptions).toArray()
  },
  rename: (call) => {
    const { to, ...options } = call.options
    return collectionOf(call).rename(to, options)
  },
  replaceOne: (call) => {
    const { filter, replacement, ...options } = call.options
    return collectionOf(call).replaceOne(filter, replacement, options)
  },
  updateMany: (call) => {
    const { filter, update, ...options } = call.options
    return collectionOf(call).updateMany(filter, update, options)
  },
  updateOne: (call) => {
    const { filter, update, ...options } = call.options
    return collectionOf(call).updateOne(filter, update, options)
  },
  updateSearchIndex: (call) =>
    collectionOf(call).updateSearchIndex(call.options['name'], call.args['definition']),
}
