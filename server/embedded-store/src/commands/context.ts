import type { Conversation, Credential } from '../auth/scram.ts'
import type { Doc, Value } from '../bson/value.ts'
import type { Variables } from '../expressions/scope.ts'
import type { ReadPool } from '../readers/pool.ts'
import type { Catalog } from '../storage/catalog.ts'
import type { Environment } from '../storage/environment.ts'
import type { ReplyMemory } from '../storage/reply-memory.ts'
import type { Request } from '../wire/message.ts'
import type { Cursors } from './cursors.ts'
import type { FailPoints } from './fail-points.ts'
import type { KnownSessions } from './known-sessions.ts'

/** One client connection, as far as commands see it. */
export interface Connection {
  readonly id: number
  readonly remote: string
  /** The address that the client reached, which hello must give back. */
  readonly local: string
  authenticated: boolean
  conversation: Conversation | undefined
  /** As the client called itself in its first hello. */
  appName: string | undefined
  /** Ends the connection without an answer. */
  readonly hangUp: () => void
}

export interface Store {
  readonly env: Environment
  readonly catalog: Catalog
  readonly replies: ReplyMemory
  readonly cursors: Cursors
  /** Threads for long reads; undefined in one of them. */
  readonly readers: ReadPool | undefined
  readonly credential: Credential | undefined
  readonly startedAt: number
  readonly counters: Map<string, number>
  readonly knownSessions: KnownSessions
  /** Only there when the store was started for tests. */
  readonly failPoints: FailPoints | undefined
  readonly connections: () => { current: number; created: number }
}

export interface CommandContext {
  readonly store: Store
  readonly connection: Connection
  readonly request: Request
  readonly name: string
  readonly body: Doc
  readonly database: string
  /** `NOW` and the command's `let`. */
  readonly variables: Variables
}

/** A reply as fields, or as finished BSON. */
export type Reply = Doc | Buffer
export type Handler = (context: CommandContext) => Reply | Promise<Reply>

export interface Command {
  readonly handler: Handler
  /** The arguments that the command understands; any other is refused, because ignoring it could change the answer. */
  readonly fields?: readonly string[]
  /** Concerns the whole server, so it is asked of the database `admin`. */
  readonly adminOnly?: boolean
  /** May be asked before authentication. */
  readonly open?: boolean
}

export type Commands = Readonly<Record<string, Command>>

export function argument(context: CommandContext, name: string): Value {
  return Object.hasOwn(context.body, name) ? context.body[name] : undefined
}
