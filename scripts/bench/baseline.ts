import { once } from 'node:events'
import { join } from 'node:path'
import { startServer } from '../../server/src/single-machine/server-process.ts'
import { openSocket } from '../lib/live-socket.ts'
import { openProductStore } from '../lib/product-store.ts'
import { startStack } from '../lib/stack.ts'
import type { Tool } from '../lib/tool.ts'
import { type Client, type Contender, storeCommands } from './contender.ts'

/**
 * The echo on a store and a Redis of its own, of the same kind and with the same settings as the product's.
 * @param settings more of its environment, such as those of gauges
 */
export async function startBaseline(
  tool: Tool,
  settings: Readonly<Record<string, string>> = {},
): Promise<Contender> {
  const { NODE_OPTIONS = '', ...others } = settings
  const stack = await startStack({ name: 'bench-echo', defer: tool.defer })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const echo = await startServer({
    main: join(import.meta.dirname, 'echo.ts'),
    // Sources are translated when they are loaded; what runs afterwards is plain JavaScript.
    env: {
      ...stack.env,
      ...others,
      NODE_ENV: 'production',
      NODE_OPTIONS: `--import ${import.meta.resolve('tsx')} ${NODE_OPTIONS}`,
      PORT: '0',
    },
    logFile: join(stack.dir, 'logs', 'echo.log'),
  })
  tool.defer(async () => void (await echo.stop(5000)))
  const url = `http://127.0.0.1:${echo.port}`
  return {
    name: 'echo',
    processes: [...stack.parts, { name: 'echo', pid: () => echo.pid }],
    openClient: (index) => openEcho(url, index),
    commands: () => storeCommands(store),
  }
}

async function openEcho(url: string, index: number): Promise<Client> {
  const thread = `echo-${index}-${Date.now().toString(36)}`
  const socket = openSocket(url, { auth: { thread } })
  await once(socket as never, 'connect')
  const waiting = new Map<string, () => void>()
  socket.on('reply', ({ of }: { of: string }) => waiting.get(of)?.())
  let n = 0
  return {
    async turn(text) {
      n++
      const id = `message-${n}`
      const started = performance.now()
      const answered = new Promise<void>((resolve) => waiting.set(id, resolve))
      const response = await fetch(`${url}/message`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ thread, id, text }),
      })
      await response.text()
      if (response.status !== 202) throw new Error(`The echo answered ${response.status}`)
      const ackMs = performance.now() - started
      await answered
      waiting.delete(id)
      return { ackMs, answerMs: performance.now() - started }
    },
    close: () => void socket.disconnect(),
  }
}
