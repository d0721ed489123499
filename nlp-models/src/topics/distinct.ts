import { scanEntities } from '../entities/scan-entities.ts'
import type { Model } from '../model.ts'
import { detectLanguage } from '../text/language.ts'
import { maskEntities, type Token, tokenise } from '../text/tokens.ts'
import type { Language } from '../understanding.ts'
import { inSteps, type Step } from './step.ts'

/** What was written in the same words, whatever its marks, capitals, order numbers and dates: one utterance. */
export interface Distinct {
  readonly key: string
  readonly tokens: readonly Token[]
  readonly language: Language
  /** The first in alphabetical order of what was written so. */
  readonly text: string
  /** Places of all of them in the input. */
  readonly places: readonly number[]
}

/** UTF-16 units of an utterance that are read. */
const LONGEST_UTTERANCE = 500
/** Utterances between two steps. */
const REPORT_EVERY = 50

/**
 * Utterances without repetitions, in alphabetical order, so that nothing that follows depends on the order of the input.
 * What has neither word nor number nor emoji is left out.
 */
export async function distinctOf(
  utterances: readonly string[],
  model: Model | undefined,
  step: Step,
): Promise<readonly Distinct[]> {
  const byKey = new Map<string, { tokens: readonly Token[]; text: string; places: number[] }>()
  await inSteps(utterances, REPORT_EVERY, step, (whole, place) => {
    const text = whole.slice(0, LONGEST_UTTERANCE)
    const read = tokensOf(text, model)
    const key = read
      .filter(({ kind }) => kind !== 'mark')
      .map((token) => token.text)
      .join(' ')
    if (key === '') return
    const known = byKey.get(key)
    if (known === undefined) byKey.set(key, { tokens: read, text, places: [place] })
    else {
      known.places.push(place)
      if (text < known.text) Object.assign(known, { tokens: read, text })
    }
  })
  return [...byKey]
    .map(([key, one]) => ({ key, language: detectLanguage(one.text), ...one }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
}

function tokensOf(text: string, model: Model | undefined): readonly Token[] {
  const tokens = tokenise(text)
  const orderMasks = model?.orderMasks ?? []
  const masked = maskEntities(tokens, scanEntities(text, { orderMasks }))
  return model ? model.lexicon.correct(masked) : masked
}
