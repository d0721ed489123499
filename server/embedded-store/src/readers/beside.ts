import type { CommandContext, Connection } from '../commands/context.ts'
import { ownerOf } from '../commands/cursors.ts'
import type { Execution } from '../plan/execute.ts'
import { isLong, isLongCount } from './long.ts'
import { holdsRiskyPattern, PATTERN_LIMIT_MS } from './patterns.ts'
import type { Address } from './protocol.ts'

/** A worker's answer to the command, where it would keep other clients waiting; undefined where it is to be done here. */
export function besideIfLong(context: CommandContext, execution: Execution): Promise<Buffer> | undefined {
  if (!context.store.readers) return undefined
  return isLong(execution) || holdsRiskyPattern(context.body) ? beside(context) : undefined
}

/** The same for a command that only counts. */
export function besideIfLongCount(
  context: CommandContext,
  execution: Execution,
): Promise<Buffer> | undefined {
  if (!context.store.readers) return undefined
  return isLongCount(execution) || holdsRiskyPattern(context.body) ? beside(context) : undefined
}

/** A worker's answer to the command; undefined in a worker. */
export function beside({ store, request, connection, body }: CommandContext): Promise<Buffer> | undefined {
  const limitMs = holdsRiskyPattern(body) ? PATTERN_LIMIT_MS : undefined
  return store.readers?.run(request, addressOf(connection), limitMs)
}

/** The next batch from the worker that keeps the cursor; undefined when it is this thread's, or nobody's. */
export async function besideAtCursor(
  { store, request, connection }: CommandContext,
  cursor: bigint,
): Promise<Buffer | undefined> {
  return ownerOf(cursor) === 0
    ? undefined
    : store.readers?.runAtCursor(cursor, request, addressOf(connection))
}

function addressOf({ remote, local }: Connection): Address {
  return { remote, local }
}
