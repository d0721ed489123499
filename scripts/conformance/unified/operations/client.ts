import type { Document } from '../schema.ts'
import { openCursor } from './cursor.ts'
import type { Operations } from './operation.ts'

export const CLIENT: Operations = {
  clientBulkWrite: ({ scene, object, options }) => {
    const { models, ...others } = options
    const named = (models as Document[]).map((model) => {
      const [[name, fields] = []] = Object.entries(model)
      return { name, ...fields }
    })
    return scene.entities
      .client(object)
      .bulkWrite(named as Parameters<(typeof scene)['admin']['bulkWrite']>[0], others)
  },
  close: ({ scene, object }) => scene.entities.client(object).close(),
  createChangeStream: ({ scene, object, options }) => {
    const { pipeline, ...others } = options
    return openCursor(scene.entities.client(object).watch(pipeline, others))
  },
  listDatabaseNames: async ({ scene, object, options }) => {
    const { databases } = await scene.entities
      .client(object)
      .db('admin')
      .admin()
      .listDatabases({ ...options, nameOnly: true })
    return databases.map(({ name }) => name)
  },
  listDatabases: async ({ scene, object, options }) => {
    const { databases } = await scene.entities.client(object).db('admin').admin().listDatabases(options)
    return databases
  },
}
