/** How one test of a suite ended. Only `wrong` is a defect. */
export type Verdict = 'passed' | 'refused' | 'different' | 'wrong' | 'skipped'

export const VERDICTS = ['passed', 'refused', 'different', 'wrong', 'skipped'] as const

export interface Outcome {
  /** Groups the tests in the report: the suite's file. */
  readonly file: string
  readonly name: string
  readonly verdict: Verdict
  /** Why it did not pass, in one line. */
  readonly reason?: string
}

export type Counts = Readonly<Record<Verdict, number>>

export function countVerdicts(outcomes: readonly Outcome[]): Counts {
  const counts = { passed: 0, refused: 0, different: 0, wrong: 0, skipped: 0 }
  for (const { verdict } of outcomes) counts[verdict] += 1
  return counts
}

/**
 * MongoDB's numbers for "this cannot be had here". A test is refused only if the error has such a number and its sentence
 * sends the reader to a real server as well: a number alone may be the very answer that a test asks for.
 */
const REFUSAL_CODES = new Set([2, 22, 59, 67, 72, 100, 115, 168, 197, 238, 263, 40324, 40415, 51091])
const REFUSAL_WORDS = /embedded store[\s\S]*MONGODB_URI/

interface ErrorLike {
  readonly code?: unknown
  readonly message?: unknown
  readonly errmsg?: unknown
  readonly cause?: unknown
  readonly reason?: unknown
  readonly errorResponse?: unknown
  readonly err?: unknown
  readonly writeErrors?: unknown
}

/** The sentence of the store's refusal in an error, in its causes or in the write errors that it collects. */
export function refusalIn(error: unknown, depth = 4): string | undefined {
  if (typeof error !== 'object' || error === null || depth === 0) return undefined
  const { code, message, errmsg, cause, reason, errorResponse, err, writeErrors } = error as ErrorLike
  const sentence = [message, errmsg].find((text) => typeof text === 'string' && REFUSAL_WORDS.test(text))
  if (typeof sentence === 'string' && REFUSAL_CODES.has(Number(code))) return firstLine(sentence)
  const listed = writeErrors instanceof Map ? [...writeErrors.values()] : [writeErrors].flat()
  for (const inner of [cause, reason, errorResponse, err, ...listed]) {
    const found = refusalIn(inner, depth - 1)
    if (found) return found
  }
  return undefined
}

/** The same for an error of which only text is left. */
export function refusalInText(text: string): string | undefined {
  const line = text.split('\n').find((candidate) => REFUSAL_WORDS.test(candidate))
  return line && firstLine(line)
}

export function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 300) ?? ''
}
