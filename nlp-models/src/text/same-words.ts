import type { Token } from './tokens.ts'

/** The words of a text as one key: case, punctuation and white space make no difference. */
export function keyOfWords(tokens: readonly Token[]): string {
  let key = ''
  for (const { kind, text } of tokens) if (kind !== 'mark') key += `${text} `
  return key.trimEnd()
}
