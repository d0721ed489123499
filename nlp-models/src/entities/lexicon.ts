import { CharacterTree } from './characters.ts'
import * as flags from './flags.ts'
import { COMPOUND_SURNAMES, SURNAMES } from './gazetteer/chinese-names.ts'
import { CHINESE_CITIES, CHINESE_PROVINCES } from './gazetteer/chinese-places.ts'
import { COMMON_WORDS } from './gazetteer/common-words.ts'
import { COUNTRIES } from './gazetteer/countries.ts'
import { AMBIGUOUS_GIVEN_NAMES, FAMILY_NAMES, GIVEN_NAMES } from './gazetteer/given-names.ts'
import { ORGANISATIONS } from './gazetteer/organisations.ts'
import { REGIONS } from './gazetteer/regions.ts'
import { WORLD_CITIES } from './gazetteer/world-cities.ts'
import { CODE, cutPieces, keyOf, type Lexicon, type LexNode } from './pieces.ts'
import { WORD_FLAGS, WORD_VALUES } from './word-lists.ts'

/** All word lists and gazetteers in one: what a word is, and what a row of Chinese characters is. */
export interface Knowledge {
  readonly words: Lexicon
  readonly characters: CharacterTree
}

let known: Knowledge | undefined

/** The lists, made on first need: about 10 ms and 3 MB. */
export function knowledge(): Knowledge {
  known ??= build()
  return known
}

interface Lists {
  readonly words: Map<string, LexNode>
  readonly characters: CharacterTree
}

// Most words are only ordinary: they share one node.
const ORDINARY: LexNode = { flags: flags.COMMON, value: 0, next: undefined }

function build(): Knowledge {
  const lists: Lists = { words: new Map(), characters: new CharacterTree() }
  for (const word of COMMON_WORDS.split(/\s+/)) lists.words.set(word, ORDINARY)
  for (const [flag, words] of WORD_FLAGS) for (const word of words.split(' ')) mark(lists, word, flag)
  for (const [flag, words] of WORD_VALUES) {
    for (const entry of words.split(' ')) {
      const [word = '', value] = entry.split(':')
      mark(lists, word, flag).value = Number(value)
    }
  }
  const names = [
    [GIVEN_NAMES, flags.GIVEN],
    [AMBIGUOUS_GIVEN_NAMES, flags.MAYBE_GIVEN],
    [FAMILY_NAMES, flags.FAMILY],
  ] as const
  for (const [list, flag] of names) for (const name of list.trim().split(/\s+/)) mark(lists, name, flag)
  for (const list of [COUNTRIES, REGIONS, WORLD_CITIES, CHINESE_PROVINCES, CHINESE_CITIES])
    addRows(lists, list, { sure: flags.PLACE, maybe: flags.MAYBE_PLACE })
  addRows(lists, ORGANISATIONS, { sure: flags.COMPANY, maybe: flags.MAYBE_COMPANY })
  for (const name of SURNAMES) lists.characters.add(name, flags.SURNAME)
  for (const name of COMPOUND_SURNAMES.split(' ')) lists.characters.add(name, flags.SURNAME)
  return lists
}

function mark({ words }: Lists, word: string, flag: number): LexNode {
  const node = words.get(word)
  if (node !== undefined && node !== ORDINARY) {
    node.flags |= flag
    return node
  }
  const made = { flags: flag | (node?.flags ?? 0), value: 0, next: undefined }
  words.set(word, made)
  return made
}

function addRows(lists: Lists, rows: string, { sure, maybe }: { sure: number; maybe: number }): void {
  for (const row of rows.split('\n')) {
    for (const typed of row.split('|')) {
      let end = typed.length
      while (end > 0 && MARKS.includes(typed.charAt(end - 1))) end--
      if (end > 0) addForm(lists, typed.slice(0, end), markedAs(typed.slice(end), { sure, maybe }))
    }
  }
}

const MARKS = '*^~'

function markedAs(marks: string, { sure, maybe }: { sure: number; maybe: number }): number {
  const known = marks.includes('*') ? maybe : sure
  const capitals = marks.includes('^') ? flags.CAPITALS : 0
  return known | capitals | (marks.includes('~') ? flags.BRAND : 0)
}

const NONE: Lexicon = new Map()
const HAS_HAN = /[\u4e00-\u9fff]/
const ONE_WORD = /^[a-z]+$/

/** A form with Chinese characters goes to those, also where it has letters (`58同城`); others go word by word. */
function addForm(lists: Lists, form: string, flag: number): void {
  const small = form.toLowerCase()
  if (ONE_WORD.test(small)) {
    mark(lists, small, flag)
    return
  }
  if (HAS_HAN.test(small)) {
    lists.characters.add(small, flag)
    return
  }
  const { lower, count, starts, ends, types } = cutPieces(form, NONE)
  let node: LexNode | undefined
  for (let index = 0; index < count; index++) {
    if ((types[index] ?? 0) > CODE) continue
    const key = keyOf(lower.slice(starts[index], ends[index]))
    node = node === undefined ? mark(lists, key, 0) : nextNode(node, key)
  }
  if (node !== undefined) node.flags |= flag
}

function nextNode(node: LexNode, key: string): LexNode {
  node.next ??= new Map()
  const known = node.next.get(key)
  if (known) return known
  const made: LexNode = { flags: 0, value: 0, next: undefined }
  node.next.set(key, made)
  return made
}
