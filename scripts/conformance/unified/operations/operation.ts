import { type Entities, readPreferenceOf, writeConcernOf } from '../entities.ts'
import { plain, plainNumber } from '../plain.ts'
import type { Document, Operation } from '../schema.ts'

/** Where an operation runs. */
export interface Scene {
  readonly entities: Entities
  /** Sees to it that the failpoint is off again after the test. */
  readonly failPointSet: (name: string) => void
  /** Runs an operation with all that it expects; for operations that hold others. */
  readonly perform: (operation: Operation) => Promise<void>
  /** A client of the runner's own. */
  readonly admin: import('../entities.ts').MongoClient
}

export interface Call {
  readonly object: string
  /** As in the file, numbers wrapped. */
  readonly args: Document
  /** The arguments as a driver's options: plain numbers, sessions and concerns resolved. */
  readonly options: Document
  readonly scene: Scene
}

export type Operations = Readonly<Record<string, (call: Call) => Promise<unknown>>>

/** Arguments that are no BSON to be sent as it is. */
const OPTIONS: Readonly<Record<string, (value: unknown, entities: Entities) => unknown>> = {
  session: (id, entities) => entities.get('session', String(id)),
  readPreference: (value) => readPreferenceOf(plain(value) as Document),
  readConcern: plain,
  writeConcern: (value) => writeConcernOf(plain(value) as Document),
  sort: plain,
  keys: plain,
  returnDocument: (value) => String(value).toLowerCase(),
}

export function callOf(operation: Operation, scene: Scene): Call {
  const args = operation.arguments ?? {}
  const options = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      OPTIONS[name] ? OPTIONS[name](value, scene.entities) : plainNumber(value),
    ]),
  )
  return { object: operation.object, args, options, scene }
}
