import { type Cursor, refused } from './cursor.ts'

interface GroupHead {
  readonly kind: 'capture' | 'plain' | 'lookahead' | 'lookbehind' | 'negative'
  readonly opening: string
  readonly name?: string
}

const ASSERTIONS: readonly (readonly [string, GroupHead])[] = [
  ['?:', { kind: 'plain', opening: '(?:' }],
  ['?=', { kind: 'lookahead', opening: '(?=' }],
  ['?!', { kind: 'negative', opening: '(?!' }],
  ['?<=', { kind: 'lookbehind', opening: '(?<=' }],
  ['?<!', { kind: 'lookbehind', opening: '(?<!' }],
]

/** What stands behind an opening parenthesis: which kind of group it is. */
export function readGroupHead(cursor: Cursor): GroupHead {
  for (const [text, head] of ASSERTIONS) if (cursor.take(text)) return head
  const named = cursor.match(/\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/y)
  if (named) {
    const name = named[1] ?? named[2] ?? ''
    if (cursor.groups.some((group) => group.name === name)) throw refused('two groups of one name')
    return { kind: 'capture', opening: '(', name }
  }
  if (cursor.peek() === '?' || cursor.peek() === '*') throw refused('this kind of group')
  return { kind: 'capture', opening: '(' }
}
