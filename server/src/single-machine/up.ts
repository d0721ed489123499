import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../config.ts'
import { loginsFile, ownCompanyFile } from '../demo/demo-logins.ts'
import { freePort, portIsFree } from '../storage/children/free-port.ts'
import { type Kept, keepRunning, type Running } from '../storage/children/keep-running.ts'
import { launchRedis } from '../storage/children/launch-redis.ts'
import { type DataFolder, takeDataFolder } from './data-folder.ts'
import { startServer } from './server-process.ts'
import { StartError } from './start-error.ts'
import { startStore } from './start-store.ts'

export interface Up {
  env: NodeJS.ProcessEnv
  /** Shows a step while it runs. */
  during: <T>(words: string, work: () => Promise<T>) => Promise<T>
  line: (words: string) => void
  /** Fills a store without users with the demo company. Not called in production. */
  seed: (env: NodeJS.ProcessEnv) => Promise<void>
}

export interface RunningParley {
  readonly url: string
  /** Where an install without people is set up. */
  readonly setupUrl: string | undefined
  readonly dataDir: string
  stop(): Promise<void>
}

const STORE = 'The store'
const REDIS = 'Redis'
const SERVER = 'The server'
const SERVER_GRACE_MS = 10_000

/**
 * Starts everything that Parley needs on one machine and keeps it running: the embedded store and Redis, unless their
 * addresses are set, and the server.
 *
 * @throws StartError, ConfigError with one sentence
 */
export async function up({ env, during, line, seed }: Up): Promise<RunningParley> {
  const config = readConfig(env)
  if (config.port !== 0 && !(await portIsFree(config.port, config.host))) {
    // Asked first, because a second start would else complain of the port of the first.
    await (await takeDataFolder(config.dataDir)).release()
    throw new StartError(
      `Port ${config.port} is taken by another program: free it, or set PORT to another one.`,
    )
  }
  const folder = await takeDataFolder(config.dataDir)
  const owned: Kept<Running>[] = []
  const keep = async <T extends Running>(name: string, start: () => Promise<T>): Promise<Kept<T>> => {
    let crashed = false
    const kept = await keepRunning({
      start,
      onStart: ({ pid }) => {
        if (crashed) line(`${name} runs again.`)
        crashed = false
        folder
          .noteChild(pid)
          .catch((error: Error) => line(`${folder.dir} cannot be written: ${error.message}`))
      },
      onCrash: ({ error, waitMs }) => {
        crashed = true
        const what = error instanceof Error ? `did not start (${error.message})` : 'ended unexpectedly'
        line(`${name} ${what}; starting it again in ${waitMs / 1000} s.`)
      },
    })
    owned.push(kept)
    return kept
  }
  const stop = async (): Promise<void> => {
    // The server first: it finishes what it has begun, and needs the others for that.
    for (const kept of owned.splice(0).reverse()) await kept.stop()
    await folder.release()
  }
  try {
    const services = await startServices({ env, folder, keep, during })
    const port = config.port === 0 ? await freePort(config.host) : config.port
    const seeding =
      config.production || !config.demo ? undefined : startSeeding({ seed, services, folder, during })
    if (seeding?.first) await seeding.done
    let setupUrl: string | undefined
    await during('Starting the server', () =>
      keep(SERVER, async () => {
        const server = await startBuiltServer({ ...services, PORT: String(port) }, folder.dir, line)
        setupUrl = server.setupUrl
        return server
      }),
    )
    await seeding?.done
    const url = config.port === 0 ? `http://localhost:${port}` : config.publicUrl
    await folder.noteAddresses({ url, mongodbUri: services['MONGODB_URI'] ?? '' })
    return {
      url,
      setupUrl,
      dataDir: folder.dir,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The first time the server waits for its company; later there is most likely nothing to do. */
function startSeeding(
  deps: Pick<Up, 'seed' | 'during'> & { services: NodeJS.ProcessEnv; folder: DataFolder },
): {
  first: boolean
  done: Promise<void>
} {
  const { seed, during, services, folder } = deps
  const first = ![loginsFile, ownCompanyFile].some((file) => existsSync(file(folder.dir)))
  const done = first ? during('Making the demo company', () => seed(services)) : seed(services)
  // Awaited by the caller, perhaps only after the server: until then a failure must not end the process.
  done.catch(() => undefined)
  return { first, done }
}

/** Store and Redis as children, where no address says that they run elsewhere; answers the server's environment. */
async function startServices(deps: {
  env: NodeJS.ProcessEnv
  folder: DataFolder
  keep: <T extends Running>(name: string, start: () => Promise<T>) => Promise<Kept<T>>
  during: Up['during']
}): Promise<NodeJS.ProcessEnv> {
  const { env, folder, keep, during } = deps
  const passwords = await folder.passwords()
  const services: NodeJS.ProcessEnv = { ...env, PARLEY_DATA_DIR: folder.dir }
  const store = async (): Promise<void> => {
    if (env['MONGODB_URI']) return
    const port = await freePort()
    const dir = join(folder.dir, 'store')
    const kept = await keep(STORE, () =>
      startStore({
        dir,
        port,
        password: passwords.store,
        env,
        logFile: join(folder.dir, 'logs', 'store.log'),
      }),
    )
    services['MONGODB_URI'] = kept.current().uri
  }
  const redis = async (): Promise<void> => {
    if (env['REDIS_URL']) return
    const port = await freePort()
    const dir = join(folder.dir, 'redis')
    const kept = await keep(REDIS, () => launchRedis({ dir, port, password: passwords.redis, env }))
    services['REDIS_URL'] = kept.current().url
  }
  const names = [...(env['MONGODB_URI'] ? [] : ['the store']), ...(env['REDIS_URL'] ? [] : ['Redis'])]
  if (names.length > 0) {
    await during(`Starting ${names.join(' and ')}`, async () => {
      // Both are waited for, so that neither is left behind unknown when the other fails.
      const results = await Promise.allSettled([store(), redis()])
      for (const result of results) if (result.status === 'rejected') throw result.reason
    })
  }
  return services
}

const MAIN = fileURLToPath(new URL('../../dist/bundle/main.js', import.meta.url))

async function startBuiltServer(
  env: NodeJS.ProcessEnv,
  dataDir: string,
  line: Up['line'],
): Promise<Running & { setupUrl: string | undefined }> {
  const logFile = join(dataDir, 'logs', 'server.log')
  const server = await startServer({
    main: MAIN,
    env,
    logFile,
    onTrouble: (text) => line(`${SERVER}: ${text}`),
  })
  const { pid, exited, setupUrl } = server
  return { pid, exited, setupUrl, stop: () => server.stop(SERVER_GRACE_MS) }
}
