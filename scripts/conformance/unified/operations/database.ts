import type { mongo } from 'mongoose'
import type { Document } from '../schema.ts'
import { openCursor } from './cursor.ts'
import type { Call, Operations } from './operation.ts'

function databaseOf({ scene, object }: Call): mongo.Db {
  return scene.entities.get('database', object)
}

/** The command's name has to be the first key, in whatever order the file lists them. */
function commandOf({ args }: Call): Document {
  const { command, commandName } = args
  return { [commandName]: command[commandName], ...command }
}

function concerning({ options }: Call): Document {
  const { session, readPreference, timeoutMS, timeoutMode } = options
  return Object.fromEntries(
    Object.entries({ session, readPreference, timeoutMS, timeoutMode }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}

function commandCursor(call: Call): mongo.RunCommandCursor {
  const { batchSize, comment, maxTimeMS } = call.options
  const cursor = databaseOf(call).runCursorCommand(commandOf(call), concerning(call))
  if (batchSize !== undefined) cursor.setBatchSize(batchSize)
  if (comment !== undefined) cursor.setComment(comment)
  if (maxTimeMS !== undefined) cursor.setMaxTimeMS(maxTimeMS)
  return cursor
}

export const DATABASE: Operations = {
  aggregate: (call) => {
    const { pipeline, ...options } = call.options
    return databaseOf(call).aggregate(pipeline, options).toArray()
  },
  createChangeStream: (call) => {
    const { pipeline, ...options } = call.options
    return openCursor(databaseOf(call).watch(pipeline, options))
  },
  createCollection: async (call) => {
    const { collection, ...options } = call.options
    await databaseOf(call).createCollection(collection, options)
  },
  createCommandCursor: (call) => openCursor(commandCursor(call)),
  dropCollection: (call) => {
    const { collection, ...options } = call.options
    return databaseOf(call).dropCollection(collection, options)
  },
  listCollections: (call) => {
    const { filter, ...options } = call.options
    return databaseOf(call).listCollections(filter, options).toArray()
  },
  listCollectionNames: async (call) => {
    const { filter, ...options } = call.options
    const collections = await databaseOf(call)
      .listCollections(filter, { ...options, nameOnly: true })
      .toArray()
    return collections.map(({ name }) => name)
  },
  // The driver has no helper for it, for which the format names the command.
  modifyCollection: (call) => {
    const { collection, ...changes } = call.args
    return databaseOf(call).command({ collMod: collection, ...changes })
  },
  runCommand: (call) => databaseOf(call).command(commandOf(call), concerning(call)),
  runCursorCommand: (call) => commandCursor(call).toArray(),
}
