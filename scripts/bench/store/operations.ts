import { median } from '../../lib/numbers.ts'
import { cpuMsOf } from '../../lib/proc.ts'
import { type Db, STATUSES, TENANTS, type Ticket, type Tickets, ticket } from './dataset.ts'
import { together } from './raw.ts'

export interface StoreBench {
  readonly db: Db
  readonly tickets: Tickets
  readonly documents: number
  readonly pid: number
  readonly writers: number
  readonly repeats: number
  readonly say: (words: string) => void
}

export interface Figure {
  /** µs of CPU of the store's process an operation, the median of the repeats. */
  readonly cpuUs: number
  readonly perSecond: number
}

export type OperationName = 'ping' | 'pointRead' | 'page' | 'update' | 'insert'
export type Operations = Readonly<Record<OperationName, Figure>>

interface Operation {
  readonly name: OperationName
  readonly count: number
  readonly clients: number
  readonly work: (number: number) => Promise<unknown>
}

/** Each operation by itself, one after another and again, so that what the machine does beside falls on all alike. */
export async function measureOperations(bench: StoreBench): Promise<Operations> {
  const operations = operationsOn(bench)
  const taken = new Map<OperationName, Figure[]>(operations.map(({ name }) => [name, []]))
  for (const operation of operations) await run(bench.pid, { ...operation, count: operation.count / 10 })
  for (let repeat = 1; repeat <= bench.repeats; repeat += 1) {
    for (const operation of operations) {
      const figure = await run(bench.pid, operation)
      taken.get(operation.name)?.push(figure)
      bench.say(`${repeat}/${bench.repeats} ${operation.name}: ${Math.round(figure.cpuUs)} µs CPU`)
    }
  }
  const figures = [...taken].map(([name, all]) => [
    name,
    {
      cpuUs: median(all.map(({ cpuUs }) => cpuUs)),
      perSecond: median(all.map(({ perSecond }) => perSecond)),
    },
  ])
  return Object.fromEntries(figures) as Operations
}

async function run(pid: number, { count, clients, work }: Operation): Promise<Figure> {
  const before = cpuMsOf(pid)
  const started = performance.now()
  await together(clients, count, work)
  return {
    cpuUs: ((cpuMsOf(pid) - before) * 1000) / count,
    perSecond: (count / (performance.now() - started)) * 1000,
  }
}

function operationsOn({ db, tickets, documents, writers }: StoreBench): Operation[] {
  const journaled = { writeConcern: { w: 'majority', j: true } } as const
  const inserts = db.collection<Ticket>('inserts', journaled)
  let inserted = 0
  return [
    { name: 'ping', count: 15_000, clients: 10, work: () => db.command({ ping: 1 }) },
    {
      name: 'pointRead',
      count: 15_000,
      clients: 10,
      work: (number) => tickets.findOne({ _id: (number * 7919) % documents }),
    },
    {
      name: 'page',
      count: 4000,
      clients: 10,
      work: (number) => {
        const tenant = `tenant-${number % TENANTS}`
        const status = STATUSES[number % STATUSES.length]
        return tickets
          .find({ tenant, status: status ?? 'open' })
          .sort({ updatedAt: -1 })
          .limit(20)
          .toArray()
      },
    },
    {
      name: 'update',
      count: 10_000,
      clients: writers,
      work: (number) =>
        tickets.updateOne(
          { _id: (number * 104_729) % documents },
          { $set: { seen: new Date() }, $inc: { messages: 1 } },
          journaled,
        ),
    },
    {
      name: 'insert',
      count: 10_000,
      clients: writers,
      work: async () => {
        if (inserted === 0) {
          await inserts.createIndex({ tenant: 1, status: 1, updatedAt: -1 })
          await inserts.createIndex({ 'customer.name': 1 })
        }
        inserted += 1
        return inserts.insertOne(ticket(inserted))
      },
    },
  ]
}
