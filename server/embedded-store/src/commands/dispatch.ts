import { type Doc, double, int, isDoc } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { compileExpression } from '../expressions/compile.ts'
import type { Variables } from '../expressions/scope.ts'
import type { Request } from '../wire/message.ts'
import { ADMIN } from './admin.ts'
import { AGGREGATE } from './aggregate.ts'
import { checkArguments } from './arguments.ts'
import { COLL_MOD } from './coll-mod.ts'
import type { Command, CommandContext, Connection, Reply, Store } from './context.ts'
import { COUNT } from './count.ts'
import { CREATE_INDEXES } from './create-indexes.ts'
import { DELETE } from './delete.ts'
import { EXPLAIN } from './explain.ts'
import { runFailing, TEST_COMMANDS } from './failing.ts'
import { FIND } from './find.ts'
import { FIND_AND_MODIFY } from './find-and-modify.ts'
import { HANDSHAKE } from './handshake.ts'
import { INSERT } from './insert.ts'
import { RENAME_COLLECTION } from './rename-collection.ts'
import { SEARCH_INDEXES } from './search-indexes.ts'
import { SESSIONS, sessionOf } from './sessions.ts'
import { UPDATE } from './update.ts'

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    HANDSHAKE,
    SESSIONS,
    FIND,
    INSERT,
    UPDATE,
    DELETE,
    CREATE_INDEXES,
    FIND_AND_MODIFY,
    AGGREGATE,
    COUNT,
    EXPLAIN,
    ADMIN,
    COLL_MOD,
    RENAME_COLLECTION,
    SEARCH_INDEXES,
  ].flatMap((group) => Object.entries(group)),
)

/** Commands that MongoDB has; asking for one is no typing mistake, so the refusal says what to do. */
const KNOWN_ELSEWHERE = new Set([
  'bulkWrite',
  'compact',
  'convertToCapped',
  'createUser',
  'currentOp',
  'dropUser',
  'fsync',
  'geoSearch',
  'killOp',
  'mapReduce',
  'profile',
  'reIndex',
  'setParameter',
  'shutdown',
  'top',
  'usersInfo',
  'validate',
])

/** Runs one command; every failure becomes MongoDB's error reply. */
export async function dispatch(store: Store, connection: Connection, request: Request): Promise<Reply> {
  const [name = ''] = Object.keys(request.body)
  if (COMMANDS.has(name)) store.counters.set(name, (store.counters.get(name) ?? 0) + 1)
  try {
    return await runCommand({ store, connection, request, name })
  } catch (error) {
    return errorReply(error)
  }
}

interface Call {
  readonly store: Store
  readonly connection: Connection
  readonly request: Request
  readonly name: string
}

async function runCommand({ store, connection, request, name }: Call): Promise<Reply> {
  const command = COMMANDS.get(name) ?? (store.failPoints && TEST_COMMANDS[name])
  if (!command) throw unknownCommand(name)
  if (!command.open && store.credential && !connection.authenticated)
    throw new StoreError(13, `Command ${name} requires authentication`)
  if (request.kind === 'msg' && request.database === '')
    throw new StoreError(40571, 'OP_MSG requests require a $db argument')
  if (command.adminOnly && request.database !== 'admin')
    throw new StoreError(13, `${name} may only be run against the admin database.`)
  const context: CommandContext = {
    store,
    connection,
    request,
    name,
    body: request.body,
    database: request.database,
    variables: variablesOf(request.body, command),
  }
  const session = sessionOf(context)
  if (session !== undefined && name !== 'endSessions') store.knownSessions.touch(session, Date.now())
  if (command.fields) checkArguments(context, command.fields)
  return runFailing(context, () => command.handler(context))
}

function unknownCommand(name: string): StoreError {
  if (KNOWN_ELSEWHERE.has(name))
    return new StoreError(
      115,
      `${name} is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
    )
  return new StoreError(59, `no such command: '${name}'`)
}

/** One moment for the whole command, so that every document of an update gets the same time. */
function variablesOf(body: Doc, command: Command): Variables {
  const NOW = new Date()
  const { let: bindings } = body
  if (!isDoc(bindings) || !command.fields?.includes('let')) return { NOW }
  const scope = { root: {}, variables: { NOW } }
  const bound = Object.entries(bindings).map(
    ([name, value]) => [name, compileExpression(value)(scope) ?? null] as const,
  )
  return { ...Object.fromEntries(bound), NOW }
}

export function errorReply(error: unknown): Doc {
  if (error instanceof StoreError)
    return {
      ok: double(0),
      errmsg: error.message,
      code: int(error.code),
      codeName: error.codeName,
      ...error.extra,
    }
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`embedded store: internal error: ${error instanceof Error ? error.stack : message}\n`)
  return { ok: double(0), errmsg: `internal error: ${message}`, code: int(1), codeName: 'InternalError' }
}
