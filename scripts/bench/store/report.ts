import { rounded } from '../../lib/numbers.ts'
import { table } from '../../lib/table.ts'
import type { LongWork } from './long-work.ts'
import type { Operations } from './operations.ts'
import type { RawLimits } from './raw.ts'

export interface StoreFigures {
  readonly raw: RawLimits
  readonly operations: Operations
  readonly longWork: LongWork
  readonly memoryMb: number
  readonly fileBytesPerDocument: number
  readonly writers: number
}

/** Prints each figure beside its limit, and last one line of JSON. */
export function report({
  raw,
  operations,
  longWork,
  memoryMb,
  fileBytesPerDocument,
  writers,
}: StoreFigures): void {
  const { ping, pointRead, page, update, insert } = operations
  // The least that a durable write over the wire can be: a message there and back, and LMDB's own group commit.
  const commitUs = ping.cpuUs + raw.commitUs
  const us = (value: number): string => `${rounded(value, 1)}`
  const rate = (value: number): string => rounded(value).toLocaleString('en')
  const times = (value: number, limit: number): string => `${rounded(value / limit, 2)} ×`
  console.log(
    `\n${table(
      ['CPU of the store', 'µs', 'a second', 'beside', 'bar'],
      [
        ['lmdb get', us(raw.getUs), '', '', ''],
        [`lmdb group commit, ${writers} writers`, us(raw.commitUs), rate(raw.commitsPerSecond), '', ''],
        ['ping', us(ping.cpuUs), rate(ping.perSecond), '', ''],
        [
          'point read',
          us(pointRead.cpuUs),
          rate(pointRead.perSecond),
          `${times(pointRead.cpuUs, ping.cpuUs)} ping`,
          '≤ 3 ×',
        ],
        [
          'page of 20',
          us(page.cpuUs),
          rate(page.perSecond),
          `${times(page.cpuUs, ping.cpuUs)} ping`,
          '≤ 12 ×',
        ],
        [
          'update by _id, journaled',
          us(update.cpuUs),
          rate(update.perSecond),
          `${times(update.cpuUs, commitUs)} ping + commit`,
          '',
        ],
        [
          'insert, journaled',
          us(insert.cpuUs),
          rate(insert.perSecond),
          `${rounded(commitUs / insert.cpuUs, 2)} of ping + commit`,
          '≥ 0.5',
        ],
      ],
    )}`,
  )
  const { calm, during } = longWork
  console.log(
    `\n${table(
      ['long work', 'value', 'beside', 'bar'],
      [
        [
          '$match + $group over 200,000, CPU ms',
          rounded(longWork.groupCpuMs),
          `${times(longWork.groupCpuMs, longWork.scanCpuMs)} reading all`,
          '',
        ],
        ['$match + $group over 200,000, ms', rounded(longWork.groupMs), '', ''],
        ['point read p99 ms, calm', rounded(calm.p99, 2), '', ''],
        [
          'point read p99 ms, meanwhile',
          rounded(during.p99, 2),
          `${times(during.p99, calm.p99)} calm`,
          '≤ 5 ×',
        ],
        ['memory, MB (RssAnon)', rounded(memoryMb), '', ''],
        ['file, bytes a document', rounded(fileBytesPerDocument), '', ''],
      ],
    )}`,
  )
  console.log(
    `\nAgainst LMDB inside one process, without a wire: an insert takes ${times(insert.cpuUs, raw.commitUs)} the CPU of a group commit, a point read ${times(pointRead.cpuUs, raw.getUs)} that of a get.`,
  )
  console.log(
    JSON.stringify({
      bench: 'store',
      cpuUs: {
        lmdbGet: rounded(raw.getUs, 2),
        lmdbCommit: rounded(raw.commitUs, 1),
        ping: rounded(ping.cpuUs, 1),
        pointRead: rounded(pointRead.cpuUs, 1),
        page: rounded(page.cpuUs, 1),
        update: rounded(update.cpuUs, 1),
        insert: rounded(insert.cpuUs, 1),
      },
      ratio: {
        pointReadToPing: rounded(pointRead.cpuUs / ping.cpuUs, 2),
        pageToPing: rounded(page.cpuUs / ping.cpuUs, 2),
        insertOfCommit: rounded(commitUs / insert.cpuUs, 2),
        p99DuringToCalm: rounded(during.p99 / calm.p99, 2),
      },
      group: {
        cpuMs: rounded(longWork.groupCpuMs),
        ms: rounded(longWork.groupMs),
        scanCpuMs: rounded(longWork.scanCpuMs),
      },
      p99: { calmMs: rounded(calm.p99, 2), duringMs: rounded(during.p99, 2), reads: during.reads },
      memoryMb: rounded(memoryMb),
      fileBytesPerDocument: rounded(fileBytesPerDocument),
    }),
  )
}
