import { splitSentences } from '../text/sentences.ts'
import { isIdleWord } from '../text/stop-words.ts'
import { tokenise } from '../text/tokens.ts'
import { type Word, wordsOf } from '../text/words.ts'
import { type Rarity, rarityAmong, usualRarity } from './background.ts'

/** A word or a phrase that says what texts are about. */
export interface Keyword {
  /** As it was said most often, in lower case. */
  readonly text: string
  /** How much it tells beside the best, above 0 to 1. */
  readonly score: number
  /** How often it was said. */
  readonly count: number
  /** In how many of the texts. */
  readonly texts: number
}

export interface KeywordOptions {
  /** How many; default 10. */
  readonly limit?: number
  /** Other texts: what they say as well tells less. Without them the general frequency of words decides. */
  readonly background?: readonly string[]
}

const USUAL_LIMIT = 10
const LONGEST_PHRASE = 3
/** UTF-16 units of a text that are read. */
const LONGEST_TEXT = 4000
const SHORTEST_WORD = 2

/**
 * Key words and phrases of one text or of many, the best first. Candidates are runs of one to three neighbouring words
 * that are no stop words (as in RAKE, Rose et al. 2010); each is scored by how often it was said, `1 + log2(count)`, times
 * the rarity of its words: against `background` by class-based TF-IDF (Grootendorst 2022), else by Zipf's law. Of a
 * phrase and its part the one stays that tells more. English forms of a word count together. Texts are read up to 4,000
 * characters each; time grows linearly with them.
 */
export function keywords(
  given: string | readonly string[],
  options: KeywordOptions = {},
): readonly Keyword[] {
  const texts = typeof given === 'string' ? [given] : given
  const { background } = options
  const rarity = background ? rarityAmong(background.map((text) => wordsIn(text))) : usualRarity()
  const found = new Map<string, Candidate>()
  for (const [number, text] of texts.entries())
    for (const run of runsOf(text)) collect(found, run, number, rarity)
  const ranked = [...found.values()]
    .map((candidate) => ({ candidate, worth: worthOf(candidate) }))
    .toSorted((a, b) => b.worth - a.worth || (a.candidate.key < b.candidate.key ? -1 : 1))
  const kept = withoutParts(ranked, options.limit ?? USUAL_LIMIT)
  const most = kept[0]?.worth ?? 1
  return kept.map(({ candidate, worth }) => ({
    text: formOf(candidate),
    score: worth / most,
    count: candidate.count,
    texts: candidate.texts,
  }))
}

interface Candidate {
  readonly key: string
  readonly words: readonly string[]
  readonly rarity: number
  readonly forms: Map<string, number>
  count: number
  texts: number
  lastText: number
}

interface Ranked {
  readonly candidate: Candidate
  readonly worth: number
}

function wordsIn(text: string): readonly Word[] {
  return wordsOf(tokenise(text.slice(0, LONGEST_TEXT)))
}

/** Runs of neighbouring words that say something, none over the end of a sentence or a comma. */
function runsOf(text: string): readonly (readonly Word[])[] {
  const head = text.slice(0, LONGEST_TEXT)
  return splitSentences(head).flatMap((sentence) => {
    const runs: Word[][] = [[]]
    let before = 0
    for (const word of wordsOf(tokenise(sentence.text))) {
      if (isApart(sentence.text.slice(before, word.start))) runs.push([])
      if (isIdleWord(word.text)) runs.push([])
      else runs.at(-1)?.push(word)
      before = word.end
    }
    return runs.filter((run) => run.length > 0)
  })
}

function isApart(gap: string): boolean {
  return /[^\s'’-]/.test(gap)
}

function collect(found: Map<string, Candidate>, run: readonly Word[], text: number, rarity: Rarity): void {
  for (let from = 0; from < run.length; from++)
    for (let size = 1; size <= LONGEST_PHRASE && from + size <= run.length; size++)
      add(found, run.slice(from, from + size), text, rarity)
}

function add(found: Map<string, Candidate>, words: readonly Word[], text: number, rarity: Rarity): void {
  const [first] = words
  if (words.length === 1 && first !== undefined && first.text.length < SHORTEST_WORD) return
  const keys = words.map(({ key }) => key)
  const key = keys.join(' ')
  let candidate = found.get(key)
  if (candidate === undefined) {
    const mean = words.reduce((sum, word) => sum + rarity(word), 0) / words.length
    candidate = { key, words: keys, rarity: mean, forms: new Map(), count: 0, texts: 0, lastText: -1 }
    found.set(key, candidate)
  }
  const form = words.map((word) => word.text).join(first?.isChinese ? '' : ' ')
  candidate.forms.set(form, (candidate.forms.get(form) ?? 0) + 1)
  candidate.count++
  if (candidate.lastText !== text) candidate.texts++
  candidate.lastText = text
}

/** A phrase says more than a word, the more so when it was said again. */
function worthOf({ count, rarity, words }: Candidate): number {
  return (1 + Math.log2(count)) * rarity * (count > 1 ? Math.sqrt(words.length) : 1)
}

/** The best that are neither part of a better one nor a longer form of it. */
function withoutParts(ranked: readonly Ranked[], limit: number): readonly Ranked[] {
  const kept: Ranked[] = []
  for (const one of ranked) {
    if (kept.length >= limit) break
    const key = ` ${one.candidate.key} `
    const overlaps = kept.some(
      ({ candidate }) => ` ${candidate.key} `.includes(key) || key.includes(` ${candidate.key} `),
    )
    if (!overlaps) kept.push(one)
  }
  return kept
}

function formOf({ forms }: Candidate): string {
  const [best = ['', 0]] = [...forms].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best[0]
}
