import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'

export interface ProcessOptions {
  readonly dir: string
  readonly host: string
  readonly port: number
  /** The path of a Unix socket, instead of a port; its folder is the owner's alone. */
  readonly socket: string | undefined
  readonly user: string
  /** Undefined where none was given: then one is made, unless the store is to be open. */
  readonly password: string | undefined
  /** Every program of this machine may use the store. */
  readonly open: boolean
  readonly exitWithParent: boolean
  readonly expirySweepMs: number
  /** `configureFailPoint`, for tests only. */
  readonly testCommands: boolean
}

/** The process was started wrongly; the message says how to start it. */
export class OptionsError extends Error {}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
const DEFAULT_EXPIRY_SWEEP_MS = 60_000

export function readOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ProcessOptions {
  const values = parse(argv)
  const setting = (name: string, variable: string): string | undefined => values[name] ?? env[variable]
  const dir = setting('dir', 'PARLEY_STORE_DIR')
  if (!dir) throw new OptionsError('the embedded store needs a data folder: --dir DIR or PARLEY_STORE_DIR')
  const host = setting('host', 'PARLEY_STORE_HOST') ?? '127.0.0.1'
  if (!LOOPBACK.has(host))
    throw new OptionsError(
      `the embedded store listens on this machine only; ${host} is not a loopback address`,
    )
  const passwordFile = setting('password-file', 'PARLEY_STORE_PASSWORD_FILE')
  const password = passwordFile ? readPassword(passwordFile) : env['PARLEY_STORE_PASSWORD']
  return {
    dir,
    host,
    port: wholeNumber('port', setting('port', 'PARLEY_STORE_PORT') ?? '0', 65_535),
    socket: checkedSocket(setting('socket', 'PARLEY_STORE_SOCKET')),
    user: setting('user', 'PARLEY_STORE_USER') ?? 'parley',
    password: checkedPassword(password),
    open: values['no-password'] === 'true',
    exitWithParent: values['exit-with-parent'] === 'true',
    testCommands: values['test-commands'] === 'true',
    expirySweepMs:
      wholeNumber(
        'expiry-sweep-ms',
        values['expiry-sweep-ms'] ?? String(DEFAULT_EXPIRY_SWEEP_MS),
        86_400_000,
      ) || DEFAULT_EXPIRY_SWEEP_MS,
  }
}

function parse(argv: readonly string[]): Record<string, string | undefined> {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        dir: text,
        host: text,
        port: text,
        socket: text,
        user: text,
        'password-file': text,
        'expiry-sweep-ms': text,
        'exit-with-parent': { type: 'boolean' },
        'no-password': { type: 'boolean' },
        'test-commands': { type: 'boolean' },
      },
    })
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

/** The system's limit on such a path, with the zero at its end. */
const MAX_SOCKET_PATH = 107

function checkedSocket(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  if (Buffer.byteLength(path) > MAX_SOCKET_PATH)
    throw new OptionsError(`the path of the socket is longer than ${MAX_SOCKET_PATH} bytes: ${path}`)
  return path
}

/** Who may enter the folder may connect. @throws OptionsError when others may, or when there is none */
export function assertPrivateFolder(socket: string): void {
  const folder = dirname(socket)
  const found = statSync(folder, { throwIfNoEntry: false })
  if (!found) throw new OptionsError(`there is no folder for the socket ${socket}; make it with mode 0700`)
  if ((found.mode & 0o077) !== 0 || found.uid !== process.getuid?.())
    throw new OptionsError(`the folder of the socket ${socket} must be the owner's alone (mode 0700)`)
}

function wholeNumber(name: string, text: string, most: number): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 0 || number > most)
    throw new OptionsError(`--${name} must be a whole number between 0 and ${most}`)
  return number
}

/** @throws OptionsError when others may read the file, or nobody can */
export function readPassword(path: string): string {
  try {
    const othersMayRead = process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0
    if (othersMayRead)
      throw new OptionsError(`the password file ${path} must be readable by its owner only (mode 0600)`)
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof OptionsError) throw error
    throw new OptionsError(`the password file ${path} cannot be read`)
  }
}

/** Other characters would need Unicode preparation on both sides; a random secret needs none. */
function checkedPassword(password: string | undefined): string | undefined {
  if (password === undefined) return undefined
  if (!/^[\x21-\x7e]{8,}$/.test(password))
    throw new OptionsError('the store password must be at least 8 printable ASCII characters without spaces')
  return password
}
