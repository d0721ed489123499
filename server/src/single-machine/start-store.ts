import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { freePort } from '../storage/children/free-port.ts'
import { type RunningServer, startServer } from './server-process.ts'

export interface StartStore {
  dir: string
  /** A free one if not given; the same one at a restart keeps the address. */
  port?: number
  password: string
  env: NodeJS.ProcessEnv
  logFile: string
  onTrouble?: (line: string) => void
}

export interface RunningStore extends RunningServer {
  /** With the password: not for logs. */
  readonly uri: string
}

const USER = 'parley'

/**
 * Starts the embedded store as a child that Ctrl-C does not reach: it must outlive the server, which still writes
 * while it stops.
 */
export async function startStore(options: StartStore): Promise<RunningStore> {
  const { dir, password, env, logFile, onTrouble } = options
  const port = options.port ?? (await freePort())
  const running = await startServer({
    name: 'embedded store',
    main: storeMain(),
    args: ['--dir', dir, '--port', String(port), '--user', USER],
    // By environment: arguments are visible to every user of the machine.
    env: { ...env, PARLEY_STORE_PASSWORD: password },
    logFile,
    // LMDB reads its file through the memory: what is missing in it ends the process without a word.
    endedBySignal: `its data in ${dir} is damaged or cut off; restore it from a backup`,
    ...(onTrouble && { onTrouble }),
  })
  const secret = encodeURIComponent(password)
  return {
    ...running,
    uri: `mongodb://${USER}:${secret}@127.0.0.1:${port}/parley?authSource=admin&directConnection=true`,
  }
}

/** The built program beside the package's built entry, also for those who run from sources. */
function storeMain(): string {
  const entry = createRequire(import.meta.url).resolve('@parley/embedded-store')
  return join(dirname(dirname(entry)), 'dist', 'main.js')
}
