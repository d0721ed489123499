import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import type { Tool } from '../../lib/tool.ts'

const Late = z.object({ p50: z.number(), p99: z.number(), max: z.number() })
const Gauge = z.object({
  /** Bytes, after garbage was collected. */
  memory: z.object({ heapUsed: z.number(), external: z.number(), rss: z.number() }),
  /** Delay of the event loop since it was asked last, its timer of 10 ms included. */
  loopMs: Late,
  /** The same, less the time in which it was ready to run and others had the cores. */
  ownLoopMs: Late,
})
export type Gauge = z.infer<typeof Gauge>

export interface Gauges {
  /** Settings of a server that is to be looked into. */
  readonly settings: Readonly<Record<string, string>>
  /** Collects the garbage of such a server and answers what is left. */
  read(pid: number): Promise<Gauge>
}

/** A way to look into servers of this measurement; the product itself has no such door. */
export async function openGauges(tool: Pick<Tool, 'defer'>): Promise<Gauges> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-gauges-'))
  tool.defer(() => rm(dir, { recursive: true, force: true }))
  const preload = pathToFileURL(join(import.meta.dirname, 'gauge.mjs')).href
  return {
    settings: { NODE_OPTIONS: `--import ${preload}`, BENCH_GAUGES: dir },
    async read(pid) {
      const socket = connect(join(dir, `${pid}.sock`))
      await once(socket, 'connect')
      return Gauge.parse(JSON.parse(await text(socket)))
    },
  }
}
