import { stem } from '../text/stems.ts'
import type { Token } from '../text/tokens.ts'
import { CONCEPTS } from './concept-lexicon.ts'

type Concepts = readonly number[]

const NONE: Concepts = []
const NAMES = Object.keys(CONCEPTS)
const byStem = new Map<string, Concepts>()
const byChinese = new Map<string, Concepts>()
const byWord = new Map<string, Concepts>()
const MOST_WORDS = 10_000
NAMES.forEach((name, concept) => {
  const [english, chinese] = CONCEPTS[name] ?? ['', '']
  for (const word of english.split(' ')) remember(byStem, stem(word), concept)
  for (const word of chinese.split(' ')) remember(byChinese, word, concept)
})
const LONGEST = Math.max(...[...byChinese.keys()].map((word) => word.length))
const ORDER: Concepts = [NAMES.indexOf('order')]

function remember(concepts: Map<string, Concepts>, word: string, concept: number): void {
  const known = concepts.get(word) ?? NONE
  if (!known.includes(concept)) concepts.set(word, [...known, concept])
}

/** A concept met in a text, by its number, with its span. */
export interface ConceptHit {
  readonly concept: number
  readonly start: number
  readonly end: number
}

/** Concepts of the tokens in order; of Chinese words that begin at one character the longest counts. */
export function conceptsOf(tokens: readonly Token[]): readonly ConceptHit[] {
  const hits: ConceptHit[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index] as Token
    if (token.kind === 'cjk') {
      index += pushChinese(hits, tokens, index) - 1
      continue
    }
    for (const concept of conceptsOfToken(token)) hits.push({ concept, start: token.start, end: token.end })
  }
  return hits
}

function conceptsOfToken(token: Token): Concepts {
  if (token.kind === 'entity') return token.text === '<order>' ? ORDER : NONE
  return token.kind === 'word' ? conceptsOfWord(token.text) : NONE
}

/** The same words come again and again, and cutting one down to its stem takes longer than looking it up. */
function conceptsOfWord(word: string): Concepts {
  const known = byWord.get(word)
  if (known) return known
  const found = byStem.get(stem(word)) ?? NONE
  if (byWord.size >= MOST_WORDS) byWord.clear()
  byWord.set(word, found)
  return found
}

/** Adds the concepts of the longest word that begins here; gives the tokens read, at least one. */
function pushChinese(hits: ConceptHit[], tokens: readonly Token[], from: number): number {
  let text = ''
  let longest = 0
  let found = NONE
  for (let size = 1; size <= LONGEST; size++) {
    const token = tokens[from + size - 1]
    if (token?.kind !== 'cjk') break
    text += token.text
    const concepts = byChinese.get(text)
    if (concepts === undefined) continue
    longest = size
    found = concepts
  }
  const start = tokens[from]?.start ?? 0
  const end = tokens[from + longest - 1]?.end ?? start
  for (const concept of found) hits.push({ concept, start, end })
  return Math.max(1, longest)
}
