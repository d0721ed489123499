import { type LogFn, type Logger as PinoLogger, pino } from 'pino'
import type { Config } from './config.ts'

/** One event name and ids per line; what people wrote never gets here. */
export type Logger = PinoLogger

/** Whatever object is logged by mistake, these fields of it are not. */
const secret = [
  'password',
  'authorization',
  'cookie',
  'token',
  'identity',
  'text',
  'parts',
  'email',
  'masterKey',
]
const paths = [
  ...secret.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  'body.text',
  'headers["set-cookie"]',
  '*.headers["set-cookie"]',
]

/** Makes the log of this process: JSON lines on stdout, or one readable line per event in development. */
export function createLogger(config: Pick<Config, 'mode' | 'logLevel'>): Logger {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    redact: { paths, censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { error: describeError, err: describeError, [errorKey]: describeError },
    // pino makes an error's message, which may quote what someone wrote, the message of the line.
    errorKey,
    hooks: { logMethod },
  }
  if (config.mode !== 'development') return pino(options)
  return pino(options, { write: (line: string) => process.stdout.write(readable(line)) })
}

const errorKey = 'failure'

function logMethod(this: Logger, line: Parameters<LogFn>, method: LogFn): void {
  const [first, ...rest]: unknown[] = line
  Reflect.apply(method, this, first instanceof Error ? [{ err: first }, ...rest] : line)
}

/** Errors of validation and of the driver quote the value that was refused, so only their kind and place are kept. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { name: typeof error }
  const place = error.stack
    ?.split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, 7)
  return {
    name: error.name,
    ...('code' in error && { code: error.code }),
    ...(!quotesValues.test(error.name) && { message: error.message.slice(0, 300) }),
    place,
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  }
}
const quotesValues =
  /^(ZodError|\$ZodError|CastError|ValidationError|ValidatorError|SyntaxError|MongoServerError)$/

function readable(line: string): string {
  const { level, time, pid: _pid, event, msg, ...facts }: Record<string, unknown> = JSON.parse(line)
  const rest = Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  const words = [event, msg, ...rest].filter(Boolean)
  return `${String(time).slice(11, 23)} ${String(level).padEnd(5)} ${words.join(' ')}\n`
}
