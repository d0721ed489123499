import { firstLine, type Outcome, refusalIn, refusalInText } from '../lib/verdict.ts'

export interface Failure {
  readonly error: FailureError
  /** Whether the test or its hooks sent the server anything. */
  readonly asked: boolean
  /** What the store refused meanwhile, also where the test swallowed it and failed over its consequence. */
  readonly refused?: string
}

export interface FailureError {
  readonly name?: string
  readonly message?: string
  readonly code?: unknown
  readonly stack?: string
}

/** What the reporter in the child process writes, line by line. */
export type SuiteEvent =
  | { readonly event: 'plan'; readonly tests: readonly { readonly id: number; readonly title: string }[] }
  | { readonly event: 'begin' | 'pass' | 'pending'; readonly id: number }
  | ({ readonly event: 'fail'; readonly id: number } & Failure)
  | ({ readonly event: 'hook'; readonly title: string; readonly ids: readonly number[] } & Failure)
  | { readonly event: 'end' }

export interface FileRun {
  readonly file: string
  readonly events: readonly SuiteEvent[]
  /** What the process said, for when it said nothing in events. */
  readonly output: string
  /** The seconds after which it was killed; undefined when it ended by itself. */
  readonly killedAfter: number | undefined
}

type Judgement = Pick<Outcome, 'verdict' | 'reason'>

/** What each test of a file came to, also of those that were never reached. */
export function judgeFile(run: FileRun, differences: ReadonlySet<string>): Outcome[] {
  const { file, events } = run
  const plan = events.find((event) => event.event === 'plan')
  if (!plan) return [{ file, name: '(the whole file)', ...judgeUnloaded(run) }]
  const titles = new Map(plan.tests.map(({ id, title }) => [id, title]))
  const judgements = judgementsOf(events)
  const stray: Outcome[] = []
  for (const event of events) {
    if (event.event !== 'hook') continue
    const judgement = judgeFailure(event, 'hook')
    const unreached = event.ids.filter((id) => !judgements.has(id))
    for (const id of unreached) judgements.set(id, judgement)
    if (unreached.length === 0) stray.push({ file, name: event.title, ...judgement })
  }
  const unreached = judgeUnreached(run)
  const tests = [...titles].map(
    ([id, title]): Outcome => ({ file, name: title, ...(judgements.get(id) ?? unreached) }),
  )
  return [...tests, ...stray].map((outcome) =>
    outcome.verdict === 'wrong' && differences.has(`${file}: ${outcome.name}`)
      ? { ...outcome, verdict: 'different' }
      : outcome,
  )
}

function judgementsOf(events: readonly SuiteEvent[]): Map<number, Judgement> {
  const judgements = new Map<number, Judgement>()
  for (const event of events) {
    if (event.event === 'pass') judgements.set(event.id, { verdict: 'passed' })
    else if (event.event === 'pending')
      judgements.set(event.id, { verdict: 'skipped', reason: 'left out by the suite' })
    // A test that fails after it had passed has failed.
    else if (event.event === 'fail') judgements.set(event.id, judgeFailure(event))
  }
  return judgements
}

function judgeFailure({ error, asked, refused }: Failure, where?: 'hook'): Judgement {
  const place = where ? `in a ${where}: ` : ''
  const message = `${error.message ?? ''}`
  const refusal = refusalIn(error) ?? refusalInText(message)
  if (refusal) return { verdict: 'refused', reason: `${place}${refusal}` }
  if (refused !== undefined) return { verdict: 'refused', reason: `${place}${firstLine(refused)}` }
  const lack = environmentLack(error)
  if (lack) return { verdict: 'skipped', reason: lack }
  if (!asked) return { verdict: 'skipped', reason: 'fails without having asked the server anything' }
  return { verdict: 'wrong', reason: `${place}${error.name ?? 'Error'}: ${firstLine(message)}` }
}

const LACKS: readonly [RegExp, string][] = [
  [/Cannot find (?:module|package) '([^']+)'/, 'a module that is not there: $1'],
  [/mongodb-memory-server is not there/, 'needs a server of its own (mongodb-memory-server)'],
  [
    /ENOENT: no such file or directory, \w+ '[^']*\/((?:[^/']+\/)?[^/']+)'/,
    'a file that the copy of the suite lacks: $1',
  ],
  [/getaddrinfo (?:ENOTFOUND|EAI_AGAIN) (\S+)/, 'needs the network ($1)'],
  [/mongodb-client-encryption|mongocryptd|crypt_shared/, 'needs client-side encryption'],
]

/** What the machine or the copy lacks, not the server; only when the error itself says so. */
function environmentLack({ message = '', stack = '' }: FailureError): string | undefined {
  for (const [pattern, reason] of LACKS) {
    const found = pattern.exec(message) ?? (message === '' ? pattern.exec(stack) : null)
    if (found) return reason.replace('$1', found[1] ?? '')
  }
  return undefined
}

/** Mocha builds the list of tests without a server: a file that does not come so far is no matter of the server. */
function judgeUnloaded({ output, killedAfter }: FileRun): Judgement {
  if (killedAfter !== undefined) return { verdict: 'wrong', reason: `not loaded after ${killedAfter} s` }
  const line = output.split('\n').find((text) => /Error|Cannot find/.test(text)) ?? output
  return {
    verdict: 'skipped',
    reason: environmentLack({ message: output }) ?? `cannot be loaded: ${firstLine(line)}`,
  }
}

function judgeUnreached({ killedAfter, output }: FileRun): Judgement {
  if (killedAfter !== undefined)
    return { verdict: 'wrong', reason: `not done when the file was stopped after ${killedAfter} s` }
  return {
    verdict: 'wrong',
    reason: `not reached: ${firstLine(output.trim().split('\n').at(-1) ?? '') || 'the file ended before'}`,
  }
}
