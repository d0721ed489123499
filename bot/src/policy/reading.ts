import { isLiteral, type RankedIntent, type Sentiment } from '@parley/nlp-models'
import { pickChoice, topicOf } from '../choices.ts'
import type { BotState, Choice, Utterance } from '../conversing.ts'
import type { BotDefinition } from '../definition/schema.ts'
import { normalise } from '../text.ts'
import { isQuestion } from './question.ts'

/** How far an utterance is trusted: answered, asked back, or not understood. */
type Certainty = 'sure' | 'maybe' | 'unknown'

/** One utterance as policy and dialogs see it. */
export interface Reading {
  readonly text: string
  readonly said: string
  readonly utterance: Utterance
  readonly intent?: string
  readonly confidence: number
  readonly certainty: Certainty
  readonly ranked: readonly RankedIntent[]
  /** The offered quick reply that it picks. */
  readonly choice?: Choice
  readonly orders: readonly string[]
  readonly email?: string
  readonly mood: Sentiment
  /** Nothing but a value, so that its intent says little: "it's NW-48213". */
  readonly bare: boolean
  readonly question: boolean
  /** Files, and not a word. */
  readonly wordless: boolean
}

const PERSON = 'agent.request'
/** What ranks lower is not offered. */
const CONSIDERED = 5

/** Reads an utterance against the thresholds and against what was offered. */
export function readUtterance(utterance: Utterance, state: BotState, definition: BotDefinition): Reading {
  const { text, understanding, slot } = utterance
  const said = normalise(text)
  const choice = pickChoice(text, state.dialog?.choices ?? [], slot)
  const email = entityValue(utterance, 'email') ?? (slot?.kind === 'email' ? slot.value : undefined)
  return {
    text,
    said,
    utterance,
    ...readIntent(utterance, said, choice, definition),
    ranked: understanding.intents.slice(0, CONSIDERED),
    ...(choice === undefined ? {} : { choice }),
    orders: ordersIn(utterance),
    ...(email === undefined ? {} : { email: email.trim().toLowerCase() }),
    mood: understanding.sentiment,
    bare: isBare(utterance),
    question: isQuestion(text, said),
    wordless: text.trim() === '' && (utterance.attachments ?? 0) > 0,
  }
}

/** Order numbers that an utterance names, upper-case. */
export function ordersIn(utterance: Utterance): string[] {
  const named = utterance.understanding.entities
    .filter((entity) => entity.kind === 'order')
    .map((entity) => entity.value)
  const slot = utterance.slot?.kind === 'order' ? [utterance.slot.value] : []
  return [...new Set([...named, ...slot].map((number) => number.trim().toUpperCase()))]
}

interface WordList {
  readonly en: readonly string[]
  readonly zh: readonly string[]
}

/** A definition stays as it is while it is in use, and every turn asks for most of its lists. */
const normalised = new WeakMap<WordList, ReadonlySet<string>>()

/** Whether the whole message is one of the words of a list, in either language. */
export function isOneOf(said: string, words: WordList): boolean {
  const known = normalised.get(words) ?? new Set([...words.en, ...words.zh].map(normalise))
  normalised.set(words, known)
  return known.has(said)
}

function readIntent(
  utterance: Utterance,
  said: string,
  choice: Choice | undefined,
  definition: BotDefinition,
): { intent?: string; confidence: number; certainty: Certainty } {
  const picked = topicOf(choice)
  if (picked !== undefined) return { intent: picked, confidence: 1, certainty: 'sure' }
  if (isOneOf(said, definition.words.person)) return { intent: PERSON, confidence: 1, certainty: 'sure' }
  const { intents, inScope } = utterance.understanding
  const best = intents[0]
  if (best === undefined) return { confidence: 0, certainty: 'unknown' }
  return { ...best, certainty: certaintyOf(best, inScope, definition.thresholds) }
}

/** The rule of thresholds: both the intent's own confidence and the chance of being in scope must suffice. */
function certaintyOf(best: RankedIntent, inScope: number, limits: BotDefinition['thresholds']): Certainty {
  const answer = limits.perIntent[best.intent] ?? limits.answer
  if (best.confidence >= answer && inScope >= limits.inScope) return 'sure'
  if (best.confidence >= Math.min(limits.offer, answer) && inScope >= limits.offerInScope) return 'maybe'
  return 'unknown'
}

function entityValue(utterance: Utterance, kind: 'email'): string | undefined {
  return utterance.understanding.entities.find((entity) => entity.kind === kind)?.value
}

const FILLERS = new Set(
  "it it's its is my the order number no email e mail address this one here that and for please sure yes ok i i'm mine".split(
    ' ',
  ),
)
const FILLERS_ZH = /[我的订单号码是邮箱件地址这个喏在里好嗯,请查一下]/gu

function isBare(utterance: Utterance): boolean {
  // A number, a place or `tomorrow` is said in words: only a value of its own makes a message bare.
  const entities = utterance.understanding.entities.filter(isLiteral)
  if (entities.length === 0 && utterance.slot === undefined) return false
  let rest = ''
  let from = 0
  for (const entity of entities.toSorted((a, b) => a.start - b.start)) {
    rest += `${utterance.text.slice(from, entity.start)} `
    from = Math.max(from, entity.end)
  }
  rest += utterance.text.slice(from)
  const words =
    rest
      .toLowerCase()
      .replaceAll(FILLERS_ZH, ' ')
      .match(/[\p{L}\p{N}']+/gu) ?? []
  return words.every((word) => FILLERS.has(word) || /\d/.test(word))
}
