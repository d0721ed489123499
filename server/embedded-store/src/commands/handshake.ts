import { hostname, type as osType, totalmem } from 'node:os'
import { Binary, Long, ObjectId, Timestamp } from 'bson'
import { startConversation } from '../auth/scram.ts'
import { MAX_DOCUMENT_BYTES } from '../bson/encode.ts'
import { type Doc, double, int, integer, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { MAX_MESSAGE_BYTES } from '../wire/framing.ts'
import { argument, type CommandContext, type Commands } from './context.ts'
import { SESSION_MINUTES } from './sessions.ts'

export const VERSION = '7.0.0'
const VERSION_ARRAY = [7, 0, 0, 0]
const MAX_WIRE_VERSION = 21
const SET_NAME = 'parley'
const MECHANISM = 'SCRAM-SHA-256'
const ELECTION = new ObjectId('7fffffff0000000000000001')

export const HANDSHAKE: Commands = {
  hello: { handler: hello, open: true },
  isMaster: { handler: hello, open: true },
  ismaster: { handler: hello, open: true },
  ping: { handler: () => ({ ok: double(1) }), open: true },
  buildInfo: { handler: buildInfo, open: true },
  buildinfo: { handler: buildInfo, open: true },
  saslStart: { handler: (context) => ({ ...saslStart(context, context.body), ok: double(1) }), open: true },
  saslContinue: { handler: saslContinue, open: true },
  logout: { handler: logout, open: true },
  getParameter: { handler: getParameter, adminOnly: true },
  serverStatus: { handler: serverStatus },
  replSetGetStatus: { handler: replSetGetStatus, adminOnly: true },
  connectionStatus: { handler: connectionStatus },
  hostInfo: {
    handler: () => ({
      system: { hostname: hostname(), memSizeMB: integer(Math.floor(totalmem() / 1048576)) },
      os: { type: osType() },
      ok: double(1),
    }),
  },
  getLog: { handler: () => ({ totalLinesWritten: int(0), log: [], ok: double(1) }), adminOnly: true },
  whatsmyuri: { handler: ({ connection }) => ({ you: connection.remote, ok: double(1) }) },
  getCmdLineOpts: { handler: () => ({ argv: ['embedded-store'], parsed: {}, ok: double(1) }) },
}

/**
 * Drivers use retryable writes and sessions only with a replica set, so one member is presented.
 * No topologyVersion: with it a driver's monitor waits for streamed hellos that never come.
 */
function hello(context: CommandContext): Doc {
  const { connection, name, body, store } = context
  connection.appName ??= appNameOf(body['client'])
  const primary: Doc = name === 'hello' ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }
  const reply: Doc = {
    ...primary,
    secondary: false,
    setName: SET_NAME,
    setVersion: int(1),
    electionId: ELECTION,
    hosts: [connection.local],
    primary: connection.local,
    me: connection.local,
    maxBsonObjectSize: int(MAX_DOCUMENT_BYTES),
    maxMessageSizeBytes: int(MAX_MESSAGE_BYTES),
    maxWriteBatchSize: int(100_000),
    localTime: new Date(),
    logicalSessionTimeoutMinutes: int(SESSION_MINUTES),
    connectionId: int(connection.id),
    minWireVersion: int(0),
    maxWireVersion: int(MAX_WIRE_VERSION),
    readOnly: false,
  }
  if (typeof body['saslSupportedMechs'] === 'string' && store.credential)
    reply['saslSupportedMechs'] = [MECHANISM]
  const speculative = body['speculativeAuthenticate']
  if (isDoc(speculative)) addSpeculative(context, reply, speculative)
  reply['$clusterTime'] = clusterTime()
  reply['ok'] = double(1)
  return reply
}

/** Members of a replica set give it with every reply; drivers take it up from any, so the first is enough. */
function clusterTime(): Doc {
  const seconds = Math.floor(Date.now() / 1000)
  return {
    clusterTime: new Timestamp({ t: seconds, i: 1 }),
    signature: { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO },
  }
}

function appNameOf(client: Value): string | undefined {
  const application = isDoc(client) ? client['application'] : undefined
  const name = isDoc(application) ? application['name'] : undefined
  return typeof name === 'string' ? name : undefined
}

/** Saves the driver a round trip; a refusal here only means that it asks again properly. */
function addSpeculative(context: CommandContext, reply: Doc, speculative: Doc): void {
  try {
    reply['speculativeAuthenticate'] = saslStart(context, speculative)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
  }
}

function saslStart({ connection, store }: CommandContext, body: Doc): Doc {
  const { mechanism } = body
  if (mechanism !== MECHANISM || !store.credential)
    throw new StoreError(
      mechanism === MECHANISM ? 18 : 334,
      mechanism === MECHANISM
        ? 'Authentication failed.'
        : `Unsupported mechanism; only ${MECHANISM} is offered`,
    )
  connection.conversation = startConversation(store.credential, payloadOf(body['payload']))
  return {
    conversationId: int(1),
    done: false,
    payload: new Binary(Buffer.from(connection.conversation.message)),
  }
}

function payloadOf(payload: Value): string {
  if (payload instanceof Binary) return Buffer.from(payload.value()).toString()
  return typeof payload === 'string' ? payload : ''
}

function saslContinue(context: CommandContext): Doc {
  const { connection } = context
  const { conversation } = connection
  if (!conversation) throw new StoreError(17, 'No SASL session state found')
  const payload = payloadOf(argument(context, 'payload'))
  // A client that does not skip the empty last exchange sends nothing once it has seen the server's proof.
  if (connection.authenticated && payload === '') {
    connection.conversation = undefined
    return { conversationId: int(1), done: true, payload: new Binary(Buffer.alloc(0)), ok: double(1) }
  }
  const message = finish(connection, conversation, payload)
  return { conversationId: int(1), done: true, payload: new Binary(Buffer.from(message)), ok: double(1) }
}

function finish(
  connection: CommandContext['connection'],
  conversation: NonNullable<CommandContext['connection']['conversation']>,
  payload: string,
): string {
  try {
    const message = conversation.finish(payload)
    connection.authenticated = true
    return message
  } catch (error) {
    connection.conversation = undefined
    throw error
  }
}

function logout({ connection }: CommandContext): Doc {
  connection.authenticated = false
  connection.conversation = undefined
  return { ok: double(1) }
}

function buildInfo(): Doc {
  return {
    version: VERSION,
    versionArray: VERSION_ARRAY.map(int),
    gitVersion: 'embedded-store',
    modules: [],
    bits: int(64),
    debug: false,
    maxBsonObjectSize: int(MAX_DOCUMENT_BYTES),
    storageEngines: ['lmdb'],
    ok: double(1),
  }
}

function getParameter({ body, store }: CommandContext): Doc {
  const parameters: Doc = {
    featureCompatibilityVersion: { version: '7.0' },
    enableTestCommands: store.failPoints !== undefined,
    authenticationMechanisms: store.credential ? [MECHANISM] : [],
  }
  const wanted = Object.entries(parameters).filter(
    ([name]) => body['getParameter'] === '*' || body[name] !== undefined,
  )
  if (wanted.length === 0) throw new StoreError(72, 'no option found to get')
  return { ...Object.fromEntries(wanted), ok: double(1) }
}

function serverStatus({ store }: CommandContext): Doc {
  const { current, created } = store.connections()
  const commands: Doc = {}
  for (const [name, total] of store.counters) commands[name] = { total: integer(total) }
  const uptime = Math.floor((Date.now() - store.startedAt) / 1000)
  return {
    host: hostname(),
    version: VERSION,
    process: 'embedded-store',
    pid: integer(process.pid),
    uptime: double(uptime),
    uptimeMillis: integer(Date.now() - store.startedAt),
    localTime: new Date(),
    connections: { current: int(current), available: int(10_000), totalCreated: integer(created) },
    metrics: { commands, cursor: { open: { total: integer(store.cursors.size) } } },
    mem: { resident: integer(Math.round(process.memoryUsage.rss() / 1048576)), bits: int(64) },
    storageEngine: { name: 'lmdb', persistent: true },
    ok: double(1),
  }
}

/** The one member that `hello` presents. */
function replSetGetStatus({ connection, store }: CommandContext): Doc {
  const uptime = integer(Math.floor((Date.now() - store.startedAt) / 1000))
  const member = {
    _id: int(0),
    name: connection.local,
    health: double(1),
    state: int(1),
    stateStr: 'PRIMARY',
    uptime,
    self: true,
  }
  return { set: SET_NAME, date: new Date(), myState: int(1), members: [member], ok: double(1) }
}

function connectionStatus({ connection, store }: CommandContext): Doc {
  const users =
    store.credential && connection.authenticated ? [{ user: store.credential.user, db: 'admin' }] : []
  return {
    authInfo: {
      authenticatedUsers: users,
      authenticatedUserRoles: users.length > 0 ? [{ role: 'root', db: 'admin' }] : [],
    },
    ok: double(1),
  }
}
