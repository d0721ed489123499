import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { readOrMakeMasterKey } from './storage/master-key.ts'

/** A wrong or missing setting; the message is one sentence that names the variables. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const wholeNumber = (low: number, high: number) => {
  const error = `must be a whole number from ${low} to ${high}`
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .pipe(z.int(error).min(low, error).max(high, error))
}
const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true')
const url = (protocol: RegExp, error: string) => z.url({ protocol, error })
const listOf = <T extends string>(item: z.ZodType<T, string>) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))

/** The one schema of the environment: names, defaults and meaning of every setting. */
const environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .prefault('development')
    .describe('development, test or production; production refuses demo sign-in and unsafe defaults.'),
  PORT: wholeNumber(0, 65_535).prefault('3000').describe('Port of the web server.'),
  PARLEY_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address or a host name')
    .prefault('127.0.0.1')
    .describe('Address to listen on; 0.0.0.0 for all interfaces.'),
  PARLEY_DATA_DIR: z
    .string()
    .prefault('.data')
    .describe('Folder of everything that this machine keeps: embedded store, Redis file, local secrets.'),
  PARLEY_PUBLIC_URL: url(/^https?$/, 'must be an http or https address')
    .optional()
    .describe(
      'Address under which people open Parley; default http://localhost:PORT. https makes cookies Secure.',
    ),
  PARLEY_ROLES: listOf(z.enum(['web', 'worker'], 'must be web, worker or both'))
    .refine((roles) => roles.length > 0, 'must be web, worker or both')
    .prefault('web,worker')
    .describe('What this process does: web, worker, or both.'),
  MONGODB_URI: url(/^mongodb(\+srv)?$/, 'must begin with mongodb:// or mongodb+srv://')
    .optional()
    .describe('MongoDB 6 or newer; unset starts the embedded store in the data folder.'),
  REDIS_URL: url(/^(rediss?|redis\+unix|unix)$/, 'must begin with redis://, rediss:// or redis+unix://')
    .optional()
    .describe('Redis or Valkey with AOF and noeviction; unset starts redis-server as a child process.'),
  PARLEY_MASTER_KEY: z
    .string()
    .refine((text) => isKey(text), 'must be the base64 of exactly 32 bytes')
    .transform((text) => Buffer.from(text, 'base64'))
    .optional()
    .describe(
      'Base64 of 32 random bytes that seal what customers write; unset keeps one in the data folder.',
    ),
  PARLEY_ALLOW_LOCAL_SECRETS: flag
    .prefault('false')
    .describe('true lets production keep its master key in the data folder.'),
  PARLEY_ALLOW_EMBEDDED_STORE: flag
    .prefault('false')
    .describe('true lets production run on the embedded store: one machine, no replica.'),
  PARLEY_LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be a level such as info or debug',
    )
    .prefault('info')
    .describe('fatal, error, warn, info, debug, trace or silent.'),
  PARLEY_MODEL_FILE: z
    .string()
    .optional()
    .describe('Language model to load; unset takes the one that is shipped.'),
  PARLEY_TRAINING_DATA: z
    .string()
    .optional()
    .describe('Folder of the phrases that models are trained on; unset takes those that are shipped.'),
  PARLEY_WORKER_CONCURRENCY: wholeNumber(1, 256)
    .prefault('16')
    .describe('Threads that one worker process handles at the same time.'),
  PARLEY_OFFER_SECONDS: wholeNumber(1, 600)
    .prefault('20')
    .describe('How long an agent has to accept an offered conversation.'),
  PARLEY_UNDO_SECONDS: wholeNumber(0, 60)
    .prefault('8')
    .describe('How long ending or passing on a conversation can be taken back; then customers may rate it.'),
  PARLEY_BOT_IDLE_HOURS: wholeNumber(1, 8760)
    .prefault('24')
    .describe('After so many hours without a word a conversation of the bot is closed.'),
  PARLEY_LEAVE_SECONDS: wholeNumber(0, 300)
    .prefault('0')
    .describe(
      'How long a web process that is being stopped still serves while /health/ready says 503: longer than a balancer in front needs to notice.',
    ),
  PARLEY_WARM_UP: flag
    .prefault('true')
    .describe('false loads what reads dates, amounts and names at the first need instead of at the start.'),
  PARLEY_MAX_FILE_MB: wholeNumber(1, 100)
    .prefault('20')
    .describe('The largest file, in megabytes, that customers and agents may send.'),
  PARLEY_MIN_FREE_MB: wholeNumber(1, 1_000_000)
    .prefault('256')
    .describe('With less than so many megabytes free on the disk nothing new is taken in.'),
  PARLEY_METRICS_TOKEN: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('Bearer token with which another machine may read /metrics.'),
  PARLEY_TRUST_PROXY: z
    .string()
    .regex(
      /^(true|false|\d|[\da-fA-F.:/, ]+|loopback|uniquelocal)$/,
      'must be false, a number of proxies, or their addresses',
    )
    .prefault('false')
    .describe(
      'false, the number of proxies in front, or their addresses: whose X-Forwarded-For is believed.',
    ),
  PARLEY_ALLOWED_ORIGINS: listOf(url(/^https?$/, 'must be a list of http or https origins'))
    .prefault('')
    .describe('More origins, separated by commas, from which the console may be used.'),
  PARLEY_DEMO: flag
    .prefault('true')
    .describe('false starts an empty install that is set up in the browser; production is empty anyway.'),
  PARLEY_SMTP_URL: url(/^smtps?$/, 'must begin with smtp:// or smtps://')
    .optional()
    .describe('Mail server for invitations and new passwords, with user and password in the address.'),
  PARLEY_MAIL_FROM: z
    .string()
    .regex(
      /^[^\r\n<>]*<[^\s@<>]+@[\w.-]+>$|^[^\s@<>]+@[\w.-]+$/,
      'must be an address such as Desk <desk@example.com>',
    )
    .optional()
    .describe('Sender of mails; needed with PARLEY_SMTP_URL.'),
  PARLEY_SESSION_IDLE_MINUTES: wholeNumber(1, 1440)
    .prefault('30')
    .describe('A console session ends after this long without use.'),
  PARLEY_SESSION_HOURS: wholeNumber(1, 720)
    .prefault('12')
    .describe('A console session ends after this long in any case.'),
})
type Environment = z.infer<typeof environment>

export interface Config {
  mode: 'development' | 'test' | 'production'
  production: boolean
  port: number
  host: string
  dataDir: string
  /** Without a trailing slash. */
  publicUrl: string
  /** The public address is https: cookies are Secure and carry the `__Host-` prefix. */
  secure: boolean
  roles: readonly ('web' | 'worker')[]
  mongodbUri: string | undefined
  redisUrl: string | undefined
  masterKey: Buffer
  logLevel: Environment['PARLEY_LOG_LEVEL']
  modelFile: string
  trainingData: string
  workerConcurrency: number
  offerMs: number
  undoMs: number
  botIdleMs: number
  leaveMs: number
  warmUp: boolean
  maxFileBytes: number
  /** So much stays free for finishing what was taken in. */
  minFreeBytes: number
  metricsToken: string | undefined
  /** As Express understands it. */
  trustProxy: boolean | number | string
  /** Origins of the console beside the public address. */
  allowedOrigins: readonly string[]
  /** Whether `npm start` fills an empty store with the demo company. */
  demo: boolean
  /** Where mail goes out; undefined where none does. */
  mail: { smtpUrl: string; from: string } | undefined
  sessionIdleMs: number
  sessionMaxMs: number
}

/** Name, default and meaning of every setting, for `.env.example` and the documentation. */
export const settings: readonly { name: string; default: string | undefined; doc: string }[] = listSettings()

/**
 * Reads the settings of this process and makes the master key of the install if none exists yet.
 *
 * @throws ConfigError with one sentence that names every variable that is wrong or missing
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  // `NAME=` in a file of settings means "not set".
  const given = Object.fromEntries(
    Object.entries(env).filter(([, text]) => text !== undefined && text !== ''),
  )
  const parsed = environment.safeParse(given)
  const wrong = [
    ...unknownNames(given),
    ...(parsed.success ? unsafe(parsed.data) : sentencesOf(parsed.error)),
  ]
  if (wrong.length > 0 || !parsed.success) throw new ConfigError(`${wrong.join('; ')}.`)
  return toConfig(parsed.data)
}

function toConfig(env: Environment): Config {
  const dataDir = resolve(env.PARLEY_DATA_DIR)
  const publicUrl = (env.PARLEY_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, '')
  return {
    mode: env.NODE_ENV,
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.PARLEY_HOST,
    dataDir,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    roles: [...new Set(env.PARLEY_ROLES)],
    mongodbUri: env.MONGODB_URI,
    redisUrl: env.REDIS_URL,
    masterKey: env.PARLEY_MASTER_KEY ?? localMasterKey(dataDir),
    logLevel: env.PARLEY_LOG_LEVEL,
    modelFile: resolve(env.PARLEY_MODEL_FILE ?? shippedModel),
    trainingData: resolve(env.PARLEY_TRAINING_DATA ?? shippedPhrases),
    workerConcurrency: env.PARLEY_WORKER_CONCURRENCY,
    offerMs: env.PARLEY_OFFER_SECONDS * 1000,
    undoMs: env.PARLEY_UNDO_SECONDS * 1000,
    botIdleMs: env.PARLEY_BOT_IDLE_HOURS * 3_600_000,
    leaveMs: env.PARLEY_LEAVE_SECONDS * 1000,
    warmUp: env.PARLEY_WARM_UP,
    maxFileBytes: env.PARLEY_MAX_FILE_MB * 1024 * 1024,
    minFreeBytes: env.PARLEY_MIN_FREE_MB * 1024 * 1024,
    metricsToken: env.PARLEY_METRICS_TOKEN,
    trustProxy: proxies(env.PARLEY_TRUST_PROXY),
    allowedOrigins: env.PARLEY_ALLOWED_ORIGINS.map((text) => new URL(text).origin),
    demo: env.PARLEY_DEMO,
    mail:
      env.PARLEY_SMTP_URL && env.PARLEY_MAIL_FROM
        ? { smtpUrl: env.PARLEY_SMTP_URL, from: env.PARLEY_MAIL_FROM }
        : undefined,
    sessionIdleMs: env.PARLEY_SESSION_IDLE_MINUTES * 60_000,
    sessionMaxMs: env.PARLEY_SESSION_HOURS * 3_600_000,
  }
}
// The same place seen from src and from dist.
const shippedModel = fileURLToPath(new URL('../../nlp-models/trained/default.model', import.meta.url))
const shippedPhrases = fileURLToPath(new URL('../../nlp-models/data', import.meta.url))

function localMasterKey(dataDir: string): Buffer {
  try {
    return readOrMakeMasterKey(join(dataDir, 'secrets.json'))
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason'
    throw new ConfigError(`PARLEY_DATA_DIR holds no usable secrets.json: ${reason}.`, { cause: error })
  }
}

/** What is well formed but does not go together, or must not happen in production. */
function unsafe(env: Environment): string[] {
  const wrong: string[] = []
  if (Boolean(env.PARLEY_SMTP_URL) !== Boolean(env.PARLEY_MAIL_FROM)) {
    wrong.push('PARLEY_SMTP_URL and PARLEY_MAIL_FROM must be set together')
  }
  if (env.NODE_ENV !== 'production') return wrong
  if (!env.PARLEY_MASTER_KEY && !env.PARLEY_ALLOW_LOCAL_SECRETS) {
    wrong.push('PARLEY_MASTER_KEY must be set in production (or PARLEY_ALLOW_LOCAL_SECRETS=true)')
  }
  if (!env.MONGODB_URI && !env.PARLEY_ALLOW_EMBEDDED_STORE) {
    wrong.push('MONGODB_URI must be set in production (or PARLEY_ALLOW_EMBEDDED_STORE=true)')
  }
  return wrong
}

/** A misspelt setting would be ignored silently, and its default used. The embedded store reads its own. */
function unknownNames(given: Record<string, unknown>): string[] {
  return Object.keys(given)
    .filter((name) => /^PARLEY_(?!STORE_)/.test(name) && !(name in environment.shape))
    .map((name) => `${name} is not a setting of Parley`)
}

function sentencesOf(error: z.ZodError): string[] {
  const first = new Map<string, string>()
  for (const { path, message } of error.issues) {
    const name = String(path[0])
    if (!first.has(name)) first.set(name, `${name} ${message}`)
  }
  return [...first.values()]
}

function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32
}

function proxies(text: string): boolean | number | string {
  if (text === 'false') return false
  // Believing every X-Forwarded-For would let anyone choose the address that limits count by.
  if (text === 'true') return 1
  return /^\d$/.test(text) ? Number(text) : text
}

function listSettings() {
  const described = z.toJSONSchema(environment, { io: 'input', unrepresentable: 'any' }).properties ?? {}
  return Object.entries(described).map(([name, property]) => {
    const { default: fallback, description } = Object(property)
    return { name, default: fallback === undefined ? undefined : String(fallback), doc: String(description) }
  })
}
