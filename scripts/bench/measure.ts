import type { Contender } from './contender.ts'
import { type LoadResult, runLoad } from './load.ts'
import type { Row } from './report.ts'
import { say } from './say.ts'

export interface Measuring {
  /** Of each repeat of each contender. */
  readonly seconds: number
  /** Clients who ask at the same time. */
  readonly threads: number
  readonly repeats: number
}

/** A, B, C, then C, B, A, and so on: what the machine does beside falls on all of them alike, be it that it grows. */
export async function measure(
  contenders: readonly Contender[],
  texts: readonly string[],
  { seconds, threads, repeats }: Measuring,
): Promise<Row[]> {
  const rows = await Promise.all(
    contenders.map(async (contender) => ({
      contender,
      clients: await Promise.all(Array.from({ length: threads }, (_, index) => contender.openClient(index))),
      repeats: [] as LoadResult[],
    })),
  )
  for (let repeat = 1; repeat <= repeats; repeat++) {
    for (const row of repeat % 2 === 1 ? rows : rows.toReversed()) {
      const result = await runLoad(row.contender, row.clients, texts, seconds)
      row.repeats.push(result)
      say(`${repeat}/${repeats} ${row.contender.name}: ${Math.round(result.perSecond)} turns/s`)
    }
  }
  for (const { clients } of rows) for (const client of clients) client.close()
  return rows.map(({ contender, repeats: done }) => ({ name: contender.name, repeats: done }))
}
