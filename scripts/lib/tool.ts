import { parseArgs } from 'node:util'

/** The command was called wrongly: one sentence and exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface Tool {
  /** Runs at the end, however it comes; last given, first run. */
  defer(cleanUp: () => Promise<void>): void
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** Runs a command-line tool: what it started is ended with it, also on Ctrl-C. The work answers the exit code. */
export async function runTool(work: (tool: Tool) => Promise<number>): Promise<void> {
  const asked = new AbortController()
  const cleanUps: (() => Promise<void>)[] = []
  let ending: Promise<void> | undefined
  const end = (): Promise<void> => {
    ending ??= (async () => {
      for (const cleanUp of cleanUps.splice(0).reverse()) {
        await cleanUp().catch((error: unknown) => console.error(error))
      }
    })()
    return ending
  }
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.on(signal, () => {
      asked.abort()
      // The work may hang in a request that nobody answers any more.
      void end().finally(() => process.exit(code))
    })
  }
  let code = 1
  try {
    const defer = (cleanUp: () => Promise<void>): void => {
      cleanUps.push(cleanUp)
    }
    code = await work({ defer, signal: asked.signal })
  } catch (error) {
    if (!asked.signal.aborted) code = complain(error)
  }
  await end()
  // Sockets of clients may linger; everything that counts is closed by now.
  if (!asked.signal.aborted) process.exit(code)
}

function complain(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(error.message)
    return 2
  }
  console.error(error)
  return 1
}

export type FlagKind = 'text' | 'number' | 'switch'
type Value<K extends FlagKind> = K extends 'text' ? string : K extends 'number' ? number : boolean

/**
 * Reads `--name value` and `--switch`; absent ones are absent.
 * @throws UsageError in one sentence
 */
export function readFlags<const F extends Record<string, FlagKind>>(
  argv: readonly string[],
  flags: F,
): { [Name in keyof F]?: Value<F[Name]> } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, kind]) => [
      name,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  let values: Record<string, unknown>
  try {
    values = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    const known = Object.keys(flags).map((name) => `--${name}`)
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new UsageError(`${reason.replace(/\.$/, '')}; known are ${known.join(', ')}.`)
  }
  const read = Object.entries(values).map(([name, value]) => [
    name,
    flags[name] === 'number' ? wholeNumber(name, String(value)) : value,
  ])
  return Object.fromEntries(read)
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new UsageError(`--${name} must be a whole number, not "${text}".`)
  return Number(text)
}
