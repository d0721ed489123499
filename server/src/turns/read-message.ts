import { type Language, type Model, type Understanding, understand } from '@parley/nlp-models'

const MOST_SENTENCES = 6
/** As many as a trainer is asked to choose from; the bot looks at the first few. */
const RANKED = 9
/** From here on the whole message is clear enough. */
const CLEAR = 0.7
const SENTENCE_END = /(?<=[.!?])\s+|(?<=[。！？；])|\n+/u
/** A pleasantry or a yes beside a matter is not what the message is about. */
const ASIDE = /^(dialog|smalltalk|feedback|bot)\./

/**
 * Reads a message, with `tomorrow` counted from `today` (ISO date) where that is known. One that is not clear as a whole is as clear as its clearest sentence: "That was not it. Can I
 * speak to somebody?" The model knows single sentences best. Entities and mood stay those of the whole.
 */
export function readMessage(model: Model, text: string, language?: Language, today?: string): Understanding {
  const whole = understand(model, text, {
    ranked: RANKED,
    ...(language ? { languageHint: language } : {}),
    ...(today ? { today } : {}),
  })
  if (confidenceOf(whole) >= CLEAR) return whole
  const sentences = text.split(SENTENCE_END).filter((sentence) => /\p{L}/u.test(sentence))
  if (sentences.length < 2 || sentences.length > MOST_SENTENCES) return whole
  const clearest = sentences
    .map((sentence) => understand(model, sentence, { ranked: RANKED, languageHint: whole.language }))
    .filter(
      (read) =>
        confidenceOf(read) >= Math.max(model.thresholds.answer, confidenceOf(whole)) &&
        !ASIDE.test(read.intents[0]?.intent ?? ''),
    )
    .reduce<Understanding | undefined>(
      (best, read) => (best && confidenceOf(best) >= confidenceOf(read) ? best : read),
      undefined,
    )
  return clearest ? { ...whole, intents: clearest.intents, inScope: clearest.inScope } : whole
}

function confidenceOf({ intents }: Understanding): number {
  return intents[0]?.confidence ?? 0
}
