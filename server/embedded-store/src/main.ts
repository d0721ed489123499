import { randomBytes } from 'node:crypto'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCredential } from './auth/scram.ts'
import { FolderInUseError, lockFolder } from './lock.ts'
import {
  assertPrivateFolder,
  OptionsError,
  type ProcessOptions,
  readOptions,
  readPassword,
} from './options.ts'
import { type RunningServer, startServer } from './server.ts'
import { DiskFaultError } from './storage/commit-failure.ts'
import { DamagedStoreError } from './storage/lmdb-file.ts'

const PORT_FILE = 'store.port'
const PASSWORD_FILE = 'store.password'

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  const unlock = lockFolder(options.dir)
  try {
    if (options.socket !== undefined) assertPrivateFolder(options.socket)
    const server = await start(options)
    const portFile = join(options.dir, PORT_FILE)
    writeFileSync(portFile, `${server.port}\n`, { mode: 0o600 })
    stopWhenAsked(options, async () => {
      await server.stop()
      rmSync(portFile, { force: true })
      unlock()
    })
    process.stdout.write(`${JSON.stringify({ ready: true, port: server.port, pid: process.pid })}\n`)
  } catch (error) {
    unlock()
    throw error
  }
}

function start(options: ProcessOptions): Promise<RunningServer> {
  const { dir, host, port, socket, user, open, expirySweepMs, testCommands } = options
  const password = options.password ?? (open ? undefined : ownPassword(dir))
  const credential = password === undefined ? undefined : createCredential(user, password)
  return startServer({ dir, host, port, socket, credential, expirySweepMs, testCommands })
}

/** Made at the first start and kept beside the data, readable by the owner only. */
function ownPassword(dir: string): string {
  const file = join(dir, PASSWORD_FILE)
  if (existsSync(file)) return readPassword(file)
  const password = randomBytes(24).toString('base64url')
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' })
  return password
}

function stopWhenAsked({ exitWithParent }: ProcessOptions, close: () => Promise<void>): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    close().then(() => process.exit(0), fail)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  if (!exitWithParent) return
  // The parent's death closes both, however it died.
  process.stdin.resume()
  process.stdin.once('end', stop)
  process.stdin.once('error', stop)
  process.once('disconnect', stop)
}

/** One sentence for what an operator can do something about; a stack only for what is a defect. */
function fail(error: unknown): never {
  const expected =
    error instanceof OptionsError ||
    error instanceof FolderInUseError ||
    error instanceof DamagedStoreError ||
    error instanceof DiskFaultError
  const system = error instanceof Error && 'code' in error
  const text =
    error instanceof Error
      ? expected || system
        ? error.message
        : (error.stack ?? error.message)
      : String(error)
  process.stderr.write(`embedded store: ${text}\n`)
  process.exit(1)
}

process.on('uncaughtException', fail)
main().catch(fail)
