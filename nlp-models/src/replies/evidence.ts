import { termsOf } from '../similarity/terms.ts'
import { meaningOf, type Prepared } from './prepared.ts'
import type { ReplyCandidate, ReplyContext, ReplyReason } from './reply.ts'
import type { ReplyMemory } from './reply-memory.ts'
import { likenessOf, type TermSpace, type Weights } from './term-space.ts'

/** Something that speaks for a reply, and how strongly, 0 to 1. */
export interface Evidence {
  readonly reason: ReplyReason
  readonly strength: number
}

/** What is asked, read once for all candidates. */
export interface Asked {
  readonly said: readonly { readonly text: string; readonly weights: Weights; readonly share: number }[]
  readonly expected: Weights
  readonly meaning: Float32Array | undefined
}

/** An older message of a burst says less of what is wanted now. */
const OLDER = 0.7
const MOST_MESSAGES = 3
const WORDS_SHOWN = 5
/**
 * How sure a likeness makes at most, and from which cosine on it does. `words` and `alike` were chosen on half of the Chinese
 * conversations of `bench -- summary`; the others without data, `meaning` therefore low.
 */
const STRENGTH = {
  words: { most: 0.7, full: 0.5 },
  meaning: { most: 0.4, full: 1 },
  askedBefore: { most: 0.9, full: 1 },
  alike: { most: 0.8, full: 0.6 },
}
/** Texts that have nothing to do with each other have vectors with about this cosine. */
const MEANING_BY_CHANCE = 0.35

type Strength = (typeof STRENGTH)[keyof typeof STRENGTH]

/** Reads what is asked. */
export function readAsked({ said }: ReplyContext, space: TermSpace, memory: ReplyMemory | undefined): Asked {
  const last = said.slice(-MOST_MESSAGES)
  const text = last.join('\n')
  return {
    said: last.map((one, at) => ({
      text: one,
      weights: space.weigh(one),
      share: OLDER ** (last.length - 1 - at),
    })),
    expected: memory?.expect(text) ?? new Map<string, number>(),
    meaning: meaningOf(text),
  }
}

/** All that speaks for a candidate, the strongest first. */
export function evidenceFor(prepared: Prepared, asked: Asked, context: ReplyContext): readonly Evidence[] {
  const evidence = [
    ...byIntent(prepared.candidate, context),
    ...byWords(prepared, asked),
    ...byMeaning(prepared, asked),
    ...byAskedBefore(prepared, asked),
    ...byLikeness('answered-alike', likenessOf(prepared.weights, asked.expected), STRENGTH.alike),
  ]
  return evidence.toSorted((a, b) => b.strength - a.strength)
}

function byIntent(
  { intent }: ReplyCandidate,
  { intents = [], inScope = 1 }: ReplyContext,
): readonly Evidence[] {
  const found = intents.find((one) => one.intent === intent)
  if (found === undefined || found.confidence <= 0) return []
  const { confidence } = found
  return [{ reason: { kind: 'intent', intent: found.intent, confidence }, strength: confidence * inScope }]
}

function byWords({ weights }: Prepared, { said }: Asked): readonly Evidence[] {
  let best: { likeness: number; said: Asked['said'][number] } | undefined
  for (const one of said) {
    const likeness = likenessOf(weights, one.weights) * one.share
    if (likeness > (best?.likeness ?? 0)) best = { likeness, said: one }
  }
  if (best === undefined) return []
  const words = sharedWords(best.said, weights)
  return [
    {
      reason: { kind: 'words', words, likeness: best.likeness },
      strength: strengthOf(best.likeness, STRENGTH.words),
    },
  ]
}

function sharedWords({ text, weights: own }: Asked['said'][number], weights: Weights): readonly string[] {
  const shared = termsOf(text)
    .map(({ key, word }) => ({
      word: word.toLowerCase(),
      worth: (own.get(key) ?? 0) * (weights.get(key) ?? 0),
    }))
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => b.worth - a.worth)
  return [...new Set(shared.map(({ word }) => word))].slice(0, WORDS_SHOWN)
}

function byMeaning({ meaning: own }: Prepared, { meaning }: Asked): readonly Evidence[] {
  if (meaning === undefined || own === undefined) return []
  const cosine = own.reduce((sum, value, at) => sum + value * (meaning[at] ?? 0), 0)
  return byLikeness('meaning', (cosine - MEANING_BY_CHANCE) / (1 - MEANING_BY_CHANCE), STRENGTH.meaning)
}

function byAskedBefore({ asked }: Prepared, { said }: Asked): readonly Evidence[] {
  let best = { likeness: 0, text: '' }
  for (const { text, weights } of asked)
    for (const one of said) {
      const likeness = likenessOf(weights, one.weights) * one.share
      if (likeness > best.likeness) best = { likeness, text }
    }
  if (best.likeness === 0) return []
  return [
    { reason: { kind: 'asked-before', ...best }, strength: strengthOf(best.likeness, STRENGTH.askedBefore) },
  ]
}

function byLikeness(
  kind: 'meaning' | 'answered-alike',
  likeness: number,
  strength: Strength,
): readonly Evidence[] {
  return likeness > 0 ? [{ reason: { kind, likeness }, strength: strengthOf(likeness, strength) }] : []
}

function strengthOf(likeness: number, { most, full }: Strength): number {
  return most * Math.min(1, likeness / full)
}
