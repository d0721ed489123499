import type { Document, Operation, Test } from './schema.ts'

/**
 * What the official Node.js driver does otherwise than these tests want, whatever server it talks to. Each entry names
 * behaviour that is visible in what the driver sends or in what it makes of a reply; a test is left out only for that.
 */
interface DriverFact {
  readonly reason: string
  readonly concerns: (operation: Operation, test: Test) => boolean
}

const SENDS_ONLY_TRUE = new Set([
  'aggregate',
  'bulkWrite',
  'findOneAndReplace',
  'findOneAndUpdate',
  'insertMany',
])

const FACTS: readonly DriverFact[] = [
  {
    reason: 'the driver sends bypassDocumentValidation only when it is true',
    concerns: ({ name, arguments: args }) =>
      SENDS_ONLY_TRUE.has(name) && args?.['bypassDocumentValidation'] === false,
  },
  {
    reason: 'the driver puts an ObjectId in the place of an _id that is null',
    concerns: (operation) => insertedDocuments(operation).some((document) => document['_id'] === null),
  },
  {
    reason: 'the driver counts ids as inserted when a lost connection ended a bulk write',
    concerns: ({ name, expectError }, { operations }) =>
      name === 'bulkWrite' && expectsNoInsertedIds(expectError) && operations.some(losesConnection),
  },
]

/** Why the driver cannot do what the test wants, or undefined. */
export function driverFact(test: Test): string | undefined {
  return FACTS.find(({ concerns }) => test.operations.some((operation) => concerns(operation, test)))?.reason
}

function insertedDocuments({ name, arguments: args = {} }: Operation): Document[] {
  if (name === 'insertOne') return [args['document']]
  if (name === 'insertMany') return args['documents']
  if (name !== 'bulkWrite') return []
  return args['requests'].flatMap((request: Document) => request['insertOne']?.document ?? [])
}

function expectsNoInsertedIds(expectError: Document | undefined): boolean {
  const ids: unknown = expectError?.['expectResult']?.insertedIds?.$$unsetOrMatches
  return typeof ids === 'object' && ids !== null && Object.keys(ids).length === 0
}

function losesConnection({ name, arguments: args }: Operation): boolean {
  return name === 'failPoint' && args?.['failPoint']?.configureFailPoint === 'onPrimaryTransactionalWrite'
}
