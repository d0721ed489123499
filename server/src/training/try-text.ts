import { explain, type Model, type Understanding } from '@parley/nlp-models'
import type { TryAnswer } from '../contract/index.ts'
import { type Limits, verdictOf } from './judge.ts'
import type { Loaded } from './loaded-models.ts'

const NEAREST = 5

/** What a model makes of a text, and why. The tokens of each reason, with its bias, sum to its score. */
export async function tryText(
  { model, phrases }: Loaded,
  text: string,
  limits: Limits,
  read: (model: Model, text: string) => Understanding,
): Promise<TryAnswer> {
  const understanding = read(model, text)
  const { intents } = explain(model, text)
  const [best] = understanding.intents
  const index = await phrases()
  return {
    version: model.version,
    language: understanding.language,
    intents: understanding.intents.map(({ intent, confidence }) => ({ intent, confidence })),
    inScope: understanding.inScope,
    mood: { ...understanding.sentiment },
    entities: understanding.entities.map(({ kind, text: said, value }) => ({ kind, text: said, value })),
    verdict: verdictOf(understanding, limits),
    threshold: (best && limits.perIntent[best.intent]) ?? limits.answer,
    why: intents.map(({ name, margin, bias, rest, tokens }) => ({
      intent: name,
      score: margin,
      // What belongs to no token counts from the start.
      bias: bias + rest,
      tokens: tokens.map(({ text: said, start, end, contribution }) => ({
        text: said,
        start,
        end,
        weight: contribution,
      })),
    })),
    nearest: index.nearest(text, NEAREST).map((near) => ({ ...near })),
  }
}
