import { type ChildProcess, spawn } from 'node:child_process'
import { createConnection } from 'node:net'
import { freePort, temporaryFolder } from './folder.ts'

export interface TestRedis {
  url: string
  port: number
  /** SIGKILL, as a crash would do it. */
  kill: () => Promise<void>
  /** Starts it again on the same port and folder: what the append-only file kept is there. */
  restart: () => Promise<void>
  stop: () => Promise<void>
}

/** Starts a real redis-server with the settings that Parley asks for, in a temporary folder on a free port. */
export async function startRedis(extra: readonly string[] = []): Promise<TestRedis> {
  const { dir, remove } = await temporaryFolder('redis')
  const port = await freePort()
  let child = await launch(port, dir, extra)
  const kill = () => end(child, 'SIGKILL')
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kill,
    restart: async () => {
      await kill()
      child = await launch(port, dir, extra)
    },
    stop: async () => {
      await kill()
      await remove()
    },
  }
}

async function launch(port: number, dir: string, extra: readonly string[]): Promise<ChildProcess> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', dir, '--save', '']
  const safety = ['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']
  const child = spawn('redis-server', [...settings, ...safety, ...extra], { stdio: 'ignore' })
  // A test run that is killed must not leave servers behind.
  process.once('exit', () => child.kill('SIGKILL'))
  const until = Date.now() + 10_000
  while (!(await answers(port))) {
    if (Date.now() > until) throw new Error('redis-server did not start within 10 s')
    await new Promise((done) => setTimeout(done, 20))
  }
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await gone
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      socket.destroy()
      done(data.toString().startsWith('+PONG'))
    })
    socket.on('error', () => done(false))
  })
}
