import type { Entity } from '../understanding.ts'
import { cuesOf, type Statement } from './statement.ts'

/** What the company's side undertook. */
export interface Promised {
  readonly statement: Statement
  /** By when, as it was said: a date that was found, or words like `within 3 days`. */
  readonly due?: { readonly text: string; readonly date?: Entity }
}

/** Sentences in which agent or bot say that something will be done, in order; said twice, the later one counts. */
export function promisesOf(statements: readonly Statement[]): readonly Promised[] {
  const byWords = new Map<string, Promised>()
  for (const statement of statements) {
    if (statement.from === 'customer' || !isPromise(statement)) continue
    const words = [...statement.keys].sort().join(' ')
    byWords.delete(words)
    byWords.set(words, { statement, ...dueOf(statement) })
  }
  return [...byWords.values()]
}

function isPromise({ text, language }: Statement): boolean {
  const { promise, noPromise } = cuesOf(language)
  const said = text.toLowerCase()
  return promise.test(said) && !noPromise.test(said)
}

function dueOf({ text, language, entities }: Statement): Pick<Promised, 'due'> {
  const date = entities.find(({ kind }) => kind === 'date')
  if (date) return { due: { text: date.text, date } }
  const said = cuesOf(language).due.exec(text.toLowerCase())
  return said ? { due: { text: text.slice(said.index, said.index + said[0].length) } } : {}
}
