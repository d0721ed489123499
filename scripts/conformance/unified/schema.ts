import type { mongo } from 'mongoose'

/** A document of a test file: numbers are BSON wrappers, so that what is sent has the type that the file says. */
export type Document = mongo.Document

export interface Requirement {
  readonly minServerVersion?: string
  readonly maxServerVersion?: string
  readonly topologies?: readonly string[]
  readonly serverParameters?: Document
  readonly serverless?: 'require' | 'forbid' | 'allow'
  readonly auth?: boolean
  readonly authMechanism?: string
  readonly csfle?: unknown
}

export interface Operation {
  readonly name: string
  readonly object: string
  readonly arguments?: Document
  readonly ignoreResultAndError?: boolean
  readonly expectError?: Document
  readonly expectResult?: unknown
  readonly saveResultAsEntity?: string
}

export interface CollectionData {
  readonly collectionName: string
  readonly databaseName: string
  readonly createOptions?: Document
  readonly documents: readonly Document[]
}

export interface ExpectedEvents {
  readonly client: string
  readonly eventType?: 'command' | 'cmap' | 'sdam'
  readonly events: readonly Document[]
  readonly ignoreExtraEvents?: boolean
}

export interface Test {
  readonly description: string
  readonly runOnRequirements?: readonly Requirement[]
  readonly skipReason?: string
  readonly operations: readonly Operation[]
  readonly expectEvents?: readonly ExpectedEvents[]
  readonly expectLogMessages?: unknown
  readonly expectTracingMessages?: unknown
  readonly outcome?: readonly CollectionData[]
}

export interface TestFile {
  readonly description: string
  readonly schemaVersion: string
  readonly runOnRequirements?: readonly Requirement[]
  readonly createEntities?: readonly Document[]
  readonly initialData?: readonly CollectionData[]
  readonly tests: readonly Test[]
}

/** The test did not get what it expects. */
export class Mismatch extends Error {
  override readonly name = 'Mismatch'
}

/** The test cannot be carried out, which is not the server's fault; the message says why. */
export class NotRunnable extends Error {
  override readonly name = 'NotRunnable'
}
