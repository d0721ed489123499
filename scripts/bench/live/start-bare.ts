import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../../../server/src/single-machine/server-process.ts'
import type { Tool } from '../../lib/tool.ts'
import type { Gauges } from './gauges.ts'

export interface BareServer {
  readonly name: string
  readonly url: string
  pid(): number
  kill(): Promise<void>
}

/** A bare Socket.IO server in a process of its own. */
export async function startBare(
  name: string,
  gauges: Gauges,
  tool: Pick<Tool, 'defer'>,
): Promise<BareServer> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-bare-'))
  tool.defer(() => rm(dir, { recursive: true, force: true }))
  const { NODE_OPTIONS = '', ...settings } = gauges.settings
  const server = await startServer({
    main: join(import.meta.dirname, 'bare.ts'),
    // The source is translated when it is loaded; what runs afterwards is plain JavaScript.
    env: {
      PATH: process.env['PATH'],
      ...settings,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--import ${import.meta.resolve('tsx')} ${NODE_OPTIONS}`,
      PORT: '0',
    },
    logFile: join(dir, 'bare.log'),
  })
  tool.defer(async () => void (await server.stop(2000)))
  return {
    name,
    url: `http://127.0.0.1:${server.port}`,
    pid: () => server.pid,
    async kill() {
      server.kill('SIGKILL')
      await server.exited
    },
  }
}
