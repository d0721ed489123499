export interface Canned {
  id: string
  shortcut: string
  title: string
  text: string
}

/** A `/word` that ends at the caret: from where to where it is replaced. */
export interface Command {
  from: number
  to: number
  query: string
}

const WORD = /\/([\p{L}\p{N}_-]*)$/u
const VARIABLE = /\{\{[^{}]*\}\}/u
const OPENED = /\{\{/u

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
  if (
    glued &&
    !(query !== '' && !inAddress(before, from) && filterCanned(canned, query, 'shortcut').length > 0)
  ) {
    return undefined
  }
  return { from, to: caret, query }
}

function inAddress(text: string, at: number): boolean {
  const token = text.slice(0, at).split(/\s/u).at(-1) ?? ''
  return /[/.:@]/u.test(token)
}

export function filterCanned(
  canned: readonly Canned[],
  query: string,
  by: 'shortcut' | 'anything' = 'anything',
): Canned[] {
  const wanted = query.toLowerCase()
  const begins = canned.filter((each) => each.shortcut.toLowerCase().startsWith(wanted))
  if (by === 'shortcut') return begins
  const contains = canned.filter(
    (each) =>
      !begins.includes(each) &&
      (each.shortcut.toLowerCase().includes(wanted) || each.title.toLowerCase().includes(wanted)),
  )
  return [...begins, ...contains]
}

export function fillVariables(text: string, values: { customer: string; agent: string }): string {
  return text
    .replaceAll(/\{\{\s*customer\.name\s*\}\}/gu, values.customer)
    .replaceAll(/\{\{\s*agent\.name\s*\}\}/gu, values.agent)
}

export function insertCanned(text: string, command: Command, reply: string): { text: string; caret: number } {
  const before = text.slice(0, command.from)
  const glue = before !== '' && !/\s$/u.test(before) ? ' ' : ''
  const head = before + glue + reply
  return { text: head + text.slice(command.to), caret: head.length }
}

/** What must not reach a customer: a command that was never chosen, a variable that was never filled. */
export function unresolvedIn(
  text: string,
  canned: readonly Canned[],
): { kind: 'command' | 'variable'; what: string } | undefined {
  const variable = VARIABLE.exec(text) ?? OPENED.exec(text)
  if (variable) return { kind: 'variable', what: variable[0] }
  const trimmed = text.trimEnd()
  const last = commandAt(trimmed, trimmed.length, canned)
  if (last && last.query !== '') return { kind: 'command', what: `/${last.query}` }
  const inside = text
    .split(/\s+/u)
    .find((token) => token.startsWith('/') && canned.some((each) => `/${each.shortcut}` === token))
  return inside ? { kind: 'command', what: inside } : undefined
}
