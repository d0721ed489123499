import { percentile } from '../../lib/numbers.ts'
import { cpuMsOf } from '../../lib/proc.ts'
import type { StoreBench } from './operations.ts'

const READERS = 4
const CALM_MS = 3000

export interface LongWork {
  /** ms of CPU of one `$match` + `$group` over all documents. */
  readonly groupCpuMs: number
  readonly groupMs: number
  /** ms of CPU of reading all documents by cursor, without looking into them. */
  readonly scanCpuMs: number
  /** Point reads, ms. */
  readonly calm: { readonly p50: number; readonly p99: number }
  readonly during: { readonly p50: number; readonly p99: number; readonly reads: number }
}

/** What an aggregation over everything costs, and what it does to those who read one document meanwhile. */
export async function measureLongWork(bench: StoreBench): Promise<LongWork> {
  const { tickets, pid, say } = bench
  say('point reads while nothing else runs')
  await pointReads(bench, afterMs(CALM_MS / 3))
  const calm = await pointReads(bench, afterMs(CALM_MS))
  say('an aggregation over everything')
  const before = cpuMsOf(pid)
  const started = performance.now()
  await group(tickets)
  const groupMs = performance.now() - started
  const groupCpuMs = cpuMsOf(pid) - before
  say('point reads while aggregations run')
  let running = true
  const work = (async () => {
    for (let round = 0; round < 3; round += 1) await group(tickets)
    running = false
  })()
  const during = await pointReads(bench, () => !running)
  await work
  say('a scan of everything')
  const beforeScan = cpuMsOf(pid)
  for await (const _ of tickets.find({}, { batchSize: 5000 })) void _
  return {
    groupCpuMs,
    groupMs,
    scanCpuMs: cpuMsOf(pid) - beforeScan,
    calm: spread(calm),
    during: { ...spread(during), reads: during.length },
  }
}

async function group(tickets: StoreBench['tickets']): Promise<void> {
  const groups = await tickets
    .aggregate([
      { $match: { score: { $gte: 1 } } },
      {
        $group: {
          _id: '$tenant',
          conversations: { $sum: 1 },
          messages: { $sum: '$messages' },
          mood: { $avg: '$score' },
        },
      },
    ])
    .toArray()
  if (groups.length === 0) throw new Error('the aggregation answered nothing')
}

function afterMs(ms: number): () => boolean {
  const end = performance.now() + ms
  return () => performance.now() > end
}

async function pointReads({ tickets, documents }: StoreBench, ended: () => boolean): Promise<number[]> {
  const times: number[] = []
  await Promise.all(
    Array.from({ length: READERS }, async (_, reader) => {
      for (let number = reader; !ended(); number += READERS) {
        const started = performance.now()
        await tickets.findOne({ _id: (number * 7919) % documents })
        times.push(performance.now() - started)
      }
    }),
  )
  return times
}

function spread(times: readonly number[]): { p50: number; p99: number } {
  return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
}
