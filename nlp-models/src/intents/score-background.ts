import type { Model } from '../model.ts'
import type { Language } from '../understanding.ts'
import { backgroundTexts } from './background.ts'
import type { OutOfFold, Scored } from './calibration.ts'
import { readIntentText } from './read-text.ts'
import { scoreText } from './score-text.ts'

/** A language with a smaller share of the texts is not what the model is for. */
const SPOKEN_FROM = 0.1

/** Scores what other companies are asked, in the languages that the model was trained in. */
export function scoreBackground(
  model: Pick<Model, 'intents' | 'lexicon'>,
  { scored, orderMasks }: { readonly scored: readonly OutOfFold[]; readonly orderMasks: readonly string[] },
): readonly Scored[] {
  const shareOf = (language: Language) =>
    scored.filter((one) => one.language === language).length / (scored.length || 1)
  const spoken = (['en', 'zh'] as const).filter((language) => shareOf(language) >= SPOKEN_FROM)
  return spoken.flatMap((language) =>
    backgroundTexts(language).flatMap((text) => {
      const masked = model.lexicon.correct(readIntentText(text, orderMasks))
      const found = scoreText(model, { masked, language })
      return found === undefined ? [] : [{ ...found, margins: found.margins.slice() }]
    }),
  )
}
