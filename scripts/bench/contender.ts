import type { ProductStore } from '../lib/product-store.ts'

/** ms from the sending on. */
export interface TurnTimes {
  /** Until the message was acknowledged as kept. */
  readonly ackMs: number
  readonly answerMs: number
}

/** Somebody who asks and waits for the answer. */
export interface Client {
  /** One turn, from the sending to the answer. */
  turn(text: string): Promise<TurnTimes>
  close(): void
}

/** One way to do a turn, running and ready. */
export interface Contender {
  readonly name: string
  readonly processes: readonly { name: string; pid(): number }[]
  openClient(index: number): Promise<Client>
  commands(): Promise<StoreCommands>
}

/** Commands that the store has executed since it started. */
export interface StoreCommands {
  writes: number
  reads: number
}

const writing = new Set(['insert', 'update', 'delete', 'findandmodify', 'bulkwrite'])
const reading = new Set(['find', 'aggregate', 'count', 'distinct', 'getmore'])

/** Counted by the store itself: whatever the drivers do, each command is one round trip. */
export async function storeCommands({
  connection,
}: Pick<ProductStore, 'connection'>): Promise<StoreCommands> {
  const status = await connection.db?.admin().command({ serverStatus: 1 })
  const commands: Record<string, { total?: unknown }> = status?.['metrics']?.commands ?? {}
  const sum = (names: ReadonlySet<string>): number =>
    Object.entries(commands)
      .filter(([name]) => names.has(name.toLowerCase()))
      .reduce((total, [, counter]) => total + Number(counter.total ?? 0), 0)
  return { writes: sum(writing), reads: sum(reading) }
}
