import type { Client, Contender } from './contender.ts'
import { type Load, type LoadResult, runLoad } from './load.ts'
import type { Row } from './report.ts'
import { say } from './say.ts'

export interface Measuring extends Load {
  /** Clients who ask at the same time. */
  readonly threads: number
  readonly repeats: number
}

/** A, B, C, then C, B, A, and so on: what the machine does beside falls on all of them alike, be it that it grows. */
export async function measure(
  contenders: readonly Contender[],
  texts: readonly string[],
  { threads, repeats, ...load }: Measuring,
): Promise<Row[]> {
  const rows = await Promise.all(
    contenders.map(async (contender) => ({
      contender,
      clients: await clientsOf(contender, threads),
      repeats: [] as LoadResult[],
    })),
  )
  for (let repeat = 1; repeat <= repeats; repeat++) {
    for (const row of repeat % 2 === 1 ? rows : rows.toReversed()) {
      const result = await runLoad(row.contender, row.clients, texts, load)
      row.repeats.push(result)
      say(`${repeat}/${repeats} ${row.contender.name}: ${Math.round(result.perSecond)} turns/s`)
    }
  }
  for (const { clients } of rows) for (const client of clients) client.close()
  return rows.map(({ contender, repeats: done }) => ({ name: contender.name, repeats: done }))
}

/**
 * Until its code is compiled, a turn takes half as much again: each does as many turns before anything is measured, one
 * contender after another.
 */
export async function warmUp(
  contenders: readonly Contender[],
  texts: readonly string[],
  { threads, turns }: { threads: number; turns: number },
): Promise<void> {
  for (const contender of contenders) {
    const clients = await clientsOf(contender, threads)
    await Promise.all(
      clients.map(async (client, index) => {
        for (let turn = 0; turn < turns / threads; turn++)
          await client.turn(texts[(index * 7 + turn) % texts.length] ?? '')
        client.close()
      }),
    )
  }
}

async function clientsOf(contender: Contender, threads: number): Promise<Client[]> {
  return await Promise.all(Array.from({ length: threads }, (_, index) => contender.openClient(index)))
}
