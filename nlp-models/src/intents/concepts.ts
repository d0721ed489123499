import { stem } from '../text/stems.ts'
import type { Token } from '../text/tokens.ts'
import { CONCEPTS } from './concept-lexicon.ts'

/** Shorter words have too many neighbours at one edit. */
const FUZZY_LENGTH = 5

type Concepts = readonly string[]

const NONE: Concepts = []
const byStem = new Map<string, Concepts>()
const byDeletion = new Map<string, Concepts>()
const byChinese = new Map<string, Concepts>()
for (const [concept, [english, chinese]] of Object.entries(CONCEPTS)) {
  for (const word of english.split(' ')) {
    remember(byStem, stem(word), concept)
    if (word.length >= FUZZY_LENGTH) for (const rest of deletions(word)) remember(byDeletion, rest, concept)
  }
  for (const word of chinese.split(' ')) remember(byChinese, word, concept)
}
const LONGEST = Math.max(...[...byChinese.keys()].map((word) => word.length))

function remember(concepts: Map<string, Concepts>, word: string, concept: string): void {
  const known = concepts.get(word) ?? NONE
  if (!known.includes(concept)) concepts.set(word, [...known, concept])
}

/** The word and all words with one letter less: two words within one typing slip share one of them. */
function* deletions(word: string): Generator<string> {
  yield word
  for (let index = 0; index < word.length; index++) yield word.slice(0, index) + word.slice(index + 1)
}

/** A concept met in a text, with its span. */
export interface ConceptHit {
  readonly concept: string
  readonly start: number
  readonly end: number
}

/** Concepts of the tokens in order; of Chinese words that begin at one character the longest counts. */
export function conceptsOf(tokens: readonly Token[]): readonly ConceptHit[] {
  const hits: ConceptHit[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined) continue
    if (token.kind === 'cjk') {
      index += pushChinese(hits, tokens, index) - 1
      continue
    }
    for (const concept of conceptsOfToken(token)) hits.push({ concept, start: token.start, end: token.end })
  }
  return hits
}

function conceptsOfToken(token: Token): Concepts {
  if (token.kind === 'entity') return token.text === '<order>' ? ['order'] : NONE
  if (token.kind !== 'word') return NONE
  return byStem.get(stem(token.text)) ?? misspelt(token.text)
}

function misspelt(word: string): Concepts {
  if (word.length < FUZZY_LENGTH || word.length > 20) return NONE
  for (const rest of deletions(word)) {
    const concepts = byDeletion.get(rest)
    if (concepts !== undefined) return concepts
  }
  return NONE
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
