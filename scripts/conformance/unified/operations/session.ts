import type { mongo } from 'mongoose'
import { transactionOptionsOf } from '../entities.ts'
import type { Operation } from '../schema.ts'
import type { Call, Operations } from './operation.ts'

function sessionOf({ scene, object }: Call): mongo.ClientSession {
  return scene.entities.get('session', object)
}

export const SESSION: Operations = {
  abortTransaction: (call) => sessionOf(call).abortTransaction(),
  commitTransaction: (call) => sessionOf(call).commitTransaction(),
  endSession: (call) => sessionOf(call).endSession(),
  startTransaction: async (call) => sessionOf(call).startTransaction(transactionOptionsOf(call.args)),
  withTransaction: async (call) => {
    const { callback, ...options } = call.args
    await sessionOf(call).withTransaction(async () => {
      for (const operation of callback as Operation[]) await call.scene.perform(operation)
    }, transactionOptionsOf(options))
  },
}
