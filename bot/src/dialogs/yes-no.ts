import type { BotDefinition } from '../definition/schema.ts'
import { isOneOf, type Reading } from '../policy/reading.ts'
import { normalise } from '../text.ts'

const LONGEST_ZH_REPLY = 8

/** Reads a yes or a no: from a quick reply, a recogniser, the intent, or the words themselves. */
export function readYesNo(reading: Reading, words: BotDefinition['words']): 'yes' | 'no' | undefined {
  const { choice, utterance, said } = reading
  if (choice?.id === 'yes' || choice?.id === 'no') return choice.id
  if (isOneOf(said, words.no)) return 'no'
  if (isOneOf(said, words.yes)) return 'yes'
  if (utterance.slot?.kind === 'yes-no') return /^(yes|true|1)$/i.test(utterance.slot.value) ? 'yes' : 'no'
  if (reading.certainty === 'sure' && reading.intent === 'dialog.affirm') return 'yes'
  if (reading.certainty === 'sure' && reading.intent === 'dialog.deny') return 'no'
  if (reading.question) return undefined
  if (beginsWith(said, words.no)) return 'no'
  return beginsWith(said, words.yes) ? 'yes' : undefined
}

function beginsWith(said: string, words: { readonly en: readonly string[]; readonly zh: readonly string[] }) {
  const english = words.en
    .map(normalise)
    .some((word) => said.startsWith(`${word} `) || said.startsWith(`${word},`))
  const chinese = said.length <= LONGEST_ZH_REPLY && words.zh.some((word) => said.startsWith(word))
  return english || chinese
}
