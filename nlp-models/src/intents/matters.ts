import type { Model } from '../model.ts'
import { modelText, type UnderstandOptions, understand } from '../understand.ts'
import type { RankedIntent } from '../understanding.ts'
import { type Clause, clausesOf } from './clauses.ts'

/** One thing that a customer wants, and the part of the message that says so. */
export interface Matter extends RankedIntent, Clause {}

/**
 * What a message is about when it may be about several things: "cancel my order, and where is my refund?" Each part that
 * is sure enough to be answered by itself counts, in the order of the text, an intent once. Empty when nothing is sure.
 */
export function mattersOf(model: Model, text: string, options: UnderstandOptions = {}): readonly Matter[] {
  const head = modelText(text)
  const whole = sureMatter(model, head, { start: 0, end: head.length }, options)
  const clauses = clausesOf(head)
  if (clauses.length < 2) return whole ? [whole] : []
  const found = new Map<string, Matter>()
  for (const clause of clauses) {
    const matter = sureMatter(model, head, clause, options)
    const before = matter && found.get(matter.intent)
    if (matter && (before === undefined || before.confidence < matter.confidence))
      found.set(matter.intent, matter)
  }
  const matters = [...found.values()].sort((a, b) => a.start - b.start)
  if (matters.length > 1 || whole === undefined) return matters
  return matters.length === 1 && (matters[0] as Matter).confidence >= whole.confidence ? matters : [whole]
}

function sureMatter(
  model: Model,
  text: string,
  { start, end }: Clause,
  options: UnderstandOptions,
): Matter | undefined {
  const { intents, inScope } = understand(model, text.slice(start, end), { ...options, ranked: 1 })
  const { answer, outOfScope } = model.thresholds
  const [best] = intents
  if (best === undefined || best.confidence < answer || inScope < outOfScope) return undefined
  return { ...best, start, end }
}
