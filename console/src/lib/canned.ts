import type { Desk } from '@parley/server/contract'

export type Canned = Pick<Desk['canned'][number], 'id' | 'shortcut' | 'title' | 'text'> & {
  language?: Desk['canned'][number]['language']
}

/** A `/word` that ends at the caret: from where to where it is replaced. */
export interface Command {
  from: number
  to: number
  query: string
}

const WORD = /\/([\p{L}\p{N}_-]*)$/u
const AT_TOKEN = /(?<=^|\s)\/([\p{L}\p{N}_-]+)(?=\s|$)/gu
const VARIABLE = /\{\{[^{}]*\}\}/gu
const OPENED = /\{\{(?![^{}]*\}\})/gu

/**
 * Behind a blank every `/word` is a command. Glued to other text it is one only if a canned reply begins so:
 * an old draft that ends in a letter must not hide `/refund`, and `and/or` or an address must stay what it is.
 */
export function commandAt(text: string, caret: number, canned: readonly Canned[]): Command | undefined {
  const before = text.slice(0, caret)
  const match = WORD.exec(before)
  if (!match) return undefined
  const query = match[1] ?? ''
  const from = match.index
  const glued = from > 0 && !/\s/u.test(before.charAt(from - 1))
  if (glued && !(query !== '' && !inAddress(before, from) && begins(canned, query))) return undefined
  return { from, to: caret, query }
}

function inAddress(text: string, at: number): boolean {
  const token = text.slice(0, at).split(/\s/u).at(-1) ?? ''
  return /[/.:@]/u.test(token)
}

/** Whether a shortcut begins so. */
function begins(canned: readonly Canned[], query: string): boolean {
  const wanted = query.toLowerCase()
  return canned.some(({ shortcut }) => shortcut.toLowerCase().startsWith(wanted))
}

export function insertCanned(text: string, command: Command, reply: string): { text: string; caret: number } {
  const before = text.slice(0, command.from)
  const glue = before !== '' && !/\s$/u.test(before) ? ' ' : ''
  const head = before + glue + reply
  return { text: head + text.slice(command.to), caret: head.length }
}

export interface Unresolved {
  kind: 'command' | 'variable'
  what: string
  from: number
  to: number
}

/** What must not reach a customer, from first to last: commands never chosen, variables never filled. */
export function unresolvedIn(text: string, canned: readonly Canned[], caret = text.length): Unresolved[] {
  const found = new Map<number, Unresolved>()
  const add = (kind: Unresolved['kind'], what: string, from: number) => {
    if (!found.has(from)) found.set(from, { kind, what, from, to: from + what.length })
  }
  for (const match of text.matchAll(VARIABLE)) add('variable', match[0], match.index)
  for (const match of text.matchAll(OPENED)) add('variable', match[0], match.index)
  for (const match of text.matchAll(AT_TOKEN)) {
    const query = match[1] ?? ''
    const atLineStart = match.index === 0 || text.charAt(match.index - 1) === '\n'
    const whole = canned.some(({ shortcut }) => shortcut === query)
    if (whole || (atLineStart && begins(canned, query))) add('command', match[0], match.index)
  }
  const end = text.trimEnd()
  const last = commandAt(end, end.length, canned)
  if (last && last.query !== '') add('command', `/${last.query}`, last.from)
  const here = commandAt(text, caret, canned)
  if (here && here.query !== '' && begins(canned, here.query)) add('command', `/${here.query}`, here.from)
  return [...found.values()].toSorted((a, b) => a.from - b.from)
}

/** The next of them behind the caret, and from the last back to the first. */
export function nextUnresolved(all: readonly Unresolved[], caret: number): Unresolved | undefined {
  return all.find(({ from, to }) => from > caret || (from === caret && to > caret)) ?? all[0]
}
