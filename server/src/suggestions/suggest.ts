import { createTextIndex, type TextIndex } from '@parley/nlp-models'
import type { Suggestion } from '../contract/index.ts'

type Language = 'en' | 'zh'

/** What may be suggested. */
export interface KnownText {
  id: string
  kind: Suggestion['kind']
  language: Language
  title: string
  text: string
  /** The intent that it answers; canned replies have none. */
  intent?: string
}

/** One message of the customer as it was understood when it came in. */
export interface Asked {
  text: string
  intents: readonly { intent: string; confidence: number }[]
  /** Calibrated probability that it belongs to any known intent. */
  inScope: number
}

/** An older message of a burst says less of what is wanted now. */
const OLDER = 0.7
/**
 * How sure shared words make, against the calibrated confidence of an intent. Few words are shared even where a text is
 * the right one, so a cosine of 0.4 is a lot; it never makes as sure as an intent that is clear.
 */
const WORDS_FULL = 0.5
const WORDS_AT_MOST = { article: 0.6, canned: 0.5 } as const
/** Below it a suggestion would only be in the way. */
const WORTH_SHOWING = 0.12

export type Suggest = (asked: readonly Asked[], language: Language, limit: number) => Suggestion[]

/**
 * Ranks articles and canned replies for what a customer wrote, from two witnesses: the intents that the classifier saw
 * when the message came in, and the words that message and text share. Each that speaks for a text makes it likelier:
 * 1 − (1 − intent) · (1 − words).
 */
export function createSuggest(texts: readonly KnownText[]): Suggest {
  const byId = new Map(texts.map((text) => [text.id, text]))
  const indexes: Record<Language, TextIndex> = { en: indexOf(texts, 'en'), zh: indexOf(texts, 'zh') }
  const ofIntent = new Map(
    texts.flatMap((text) => (text.intent ? [[`${text.intent}.${text.language}`, text] as const] : [])),
  )
  const articleOf = (intent: string, language: Language) =>
    ofIntent.get(`${intent}.${language}`) ?? ofIntent.get(`${intent}.${language === 'en' ? 'zh' : 'en'}`)

  return (asked, language, limit) => {
    const witnesses = new Map<string, Witnesses>()
    const hear = (id: string, more: Partial<Witnesses>) => {
      const before = witnesses.get(id) ?? { intent: undefined, likeness: 0, words: [] }
      witnesses.set(id, stronger(before, more))
    }
    for (const [index, { text, intents, inScope }] of asked.entries()) {
      const weight = OLDER ** (asked.length - 1 - index)
      for (const { intent, confidence } of intents) {
        const article = articleOf(intent, language)
        if (article) hear(article.id, { intent: { name: intent, confidence: confidence * inScope * weight } })
      }
      for (const { id, score, words } of indexes[language].rank(text))
        hear(id, { likeness: score * weight, words })
    }
    return [...witnesses]
      .flatMap(([id, { intent, likeness, words }]) => {
        const known = byId.get(id)
        if (!known) return []
        const fromWords = WORDS_AT_MOST[known.kind] * Math.min(1, likeness / WORDS_FULL)
        const score = 1 - (1 - (intent?.confidence ?? 0)) * (1 - fromWords)
        return [{ known, score, why: { ...(intent ? { intent } : {}), words: [...words] } }]
      })
      .filter(({ score }) => score >= WORTH_SHOWING)
      .toSorted((a, b) => b.score - a.score || (a.known.id < b.known.id ? -1 : 1))
      .slice(0, limit)
      .map(({ known: { id, kind, title, text, language: written }, score, why }) => ({
        id,
        kind,
        title,
        text,
        language: written,
        score: Math.round(score * 100) / 100,
        why,
      }))
  }
}

interface Witnesses {
  intent: { name: string; confidence: number } | undefined
  likeness: number
  words: readonly string[]
}

/** Of several messages the one counts that speaks loudest. */
function stronger(before: Witnesses, { intent, likeness = 0, words = [] }: Partial<Witnesses>): Witnesses {
  const louder = likeness > before.likeness
  return {
    intent: intent && intent.confidence > (before.intent?.confidence ?? 0) ? intent : before.intent,
    likeness: louder ? likeness : before.likeness,
    words: louder ? words : before.words,
  }
}

function indexOf(texts: readonly KnownText[], language: Language): TextIndex {
  const own = texts.filter((text) => text.language === language)
  return createTextIndex(own.map(({ id, title, text }) => ({ id, title, body: text })))
}
