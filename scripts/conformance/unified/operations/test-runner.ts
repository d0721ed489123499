import { setTimeout as delay } from 'node:timers/promises'
import type { mongo } from 'mongoose'
import { refusalIn } from '../../lib/verdict.ts'
import { type Document, Mismatch, NotRunnable } from '../schema.ts'
import { sameScalar } from '../values.ts'
import type { Call, Operations, Scene } from './operation.ts'

/** The driver's words for a session's state. */
const STATES: Readonly<Record<string, string>> = {
  none: 'NO_TRANSACTION',
  starting: 'STARTING_TRANSACTION',
  in_progress: 'TRANSACTION_IN_PROGRESS',
  committed: 'TRANSACTION_COMMITTED',
  aborted: 'TRANSACTION_ABORTED',
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new Mismatch(otherwise)
}

/** The fields that tests look at and the driver does not publish. */
interface SessionInside {
  readonly serverSession: { readonly isDirty: boolean }
  readonly isPinned: boolean
  readonly transaction: { readonly state: string }
}

function sessionOf({ scene, args }: Call): mongo.ClientSession & SessionInside {
  return scene.entities.get('session', args['session']) as mongo.ClientSession & SessionInside
}

async function collectionNames({ scene, args }: Call): Promise<string[]> {
  const collections = await scene.admin
    .db(args['databaseName'])
    .listCollections({}, { nameOnly: true })
    .toArray()
  return collections.map(({ name }) => name)
}

async function indexNames({ scene, args }: Call): Promise<string[]> {
  const { databaseName, collectionName } = args
  const exists = (await collectionNames({ scene, args } as Call)).includes(collectionName)
  if (!exists) return []
  const indexes = await scene.admin.db(databaseName).collection(collectionName).listIndexes().toArray()
  return indexes.map(({ name }) => String(name))
}

function lastTwoSessions({ scene, args }: Call): [unknown, unknown] {
  const commands = scene.entities.get('client', args['client']).observer.commandsStarted()
  const [one, two] = commands.slice(-2).map((command) => command['lsid'])
  demand(one !== undefined && two !== undefined, 'the last two commands have no session each')
  return [one, two]
}

async function setFailPoint({ scene, args }: Call): Promise<void> {
  const failPoint: Document = args['failPoint']
  scene.failPointSet(failPoint['configureFailPoint'])
  try {
    await scene.entities.client(args['client']).db('admin').command(failPoint)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    if (code === 59 && !refusalIn(error))
      throw new NotRunnable(`the server has no test commands (${message ?? 'configureFailPoint'})`)
    throw error
  }
}

function connectionsInUse(client: Scene['admin']): number {
  const { topology } = client as unknown as {
    topology?: { s: { servers: Map<string, { pool: { currentCheckedOutCount: number } }> } }
  }
  return [...(topology?.s.servers.values() ?? [])].reduce(
    (sum, { pool }) => sum + pool.currentCheckedOutCount,
    0,
  )
}

export const TEST_RUNNER: Operations = {
  assertCollectionExists: async (call) =>
    demand(
      (await collectionNames(call)).includes(call.args['collectionName']),
      'the collection does not exist',
    ),
  assertCollectionNotExists: async (call) =>
    demand(!(await collectionNames(call)).includes(call.args['collectionName']), 'the collection exists'),
  assertDifferentLsidOnLastTwoCommands: async (call) => {
    const [one, two] = lastTwoSessions(call)
    demand(!sameScalar(one, two), 'the last two commands had one session')
  },
  assertIndexExists: async (call) =>
    demand((await indexNames(call)).includes(call.args['indexName']), 'the index does not exist'),
  assertIndexNotExists: async (call) =>
    demand(!(await indexNames(call)).includes(call.args['indexName']), 'the index exists'),
  assertNumberConnectionsCheckedOut: async ({ scene, args }) => {
    const count = connectionsInUse(scene.entities.client(args['client']))
    demand(sameScalar(args['connections'], count), `${count} connections are in use`)
  },
  assertSameLsidOnLastTwoCommands: async (call) => {
    const [one, two] = lastTwoSessions(call)
    demand(sameScalar(one, two), 'the last two commands had two sessions')
  },
  assertSessionDirty: async (call) =>
    demand(sessionOf(call).serverSession.isDirty, 'the session is not dirty'),
  assertSessionNotDirty: async (call) =>
    demand(!sessionOf(call).serverSession.isDirty, 'the session is dirty'),
  assertSessionPinned: async (call) => demand(sessionOf(call).isPinned, 'the session is not pinned'),
  assertSessionTransactionState: async (call) => {
    const { state } = sessionOf(call).transaction
    demand(state === STATES[call.args['state']], `the session is in state ${state}`)
  },
  assertSessionUnpinned: async (call) => demand(!sessionOf(call).isPinned, 'the session is pinned'),
  createEntities: async ({ scene, args }) => scene.entities.create(args['entities']),
  failPoint: setFailPoint,
  targetedFailPoint: async () => {
    throw new NotRunnable('needs a session that is pinned to one of several mongos')
  },
  wait: async ({ options }) => delay(options['ms']),
}
