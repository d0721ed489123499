import type { BotDefinition } from '../definition/schema.ts'
import { isOneOf, type Reading } from '../policy/reading.ts'

/** Reads a yes or a no: from a quick reply, a recogniser, the intent, or the words themselves. */
export function readYesNo(reading: Reading, words: BotDefinition['words']): 'yes' | 'no' | undefined {
  const { choice, said } = reading
  if (choice?.id === 'yes' || choice?.id === 'no') return choice.id
  if (isOneOf(said, words.no)) return 'no'
  if (isOneOf(said, words.yes)) return 'yes'
  const recognised = recognisedIn(reading)
  if (recognised !== undefined) return recognised
  if (reading.certainty === 'sure' && reading.intent === 'dialog.affirm') return 'yes'
  if (reading.certainty === 'sure' && reading.intent === 'dialog.deny') return 'no'
  if (reading.question) return undefined
  if (saysNo(said, words.no)) return 'no'
  return saysYes(said, words.yes) ? 'yes' : undefined
}

/** A recogniser looks at the beginning only; a yes does something, so what follows must not take it back. */
function recognisedIn({ utterance: { slot }, said, question }: Reading): 'yes' | 'no' | undefined {
  if (slot?.kind !== 'yes-no') return undefined
  if (!/^(yes|true|1)$/i.test(slot.value)) return 'no'
  return question || TAKES_BACK.test(said) ? undefined : 'yes'
}

type Words = BotDefinition['words']['yes']

const TAKES_BACK = /\b(but|wait|however|first|instead|(?<!why )not|don'?t|except)\b|但|不过|等|可是|只是/u
const LONGEST_NO = 5

/** A no may go on: "no, leave it". */
function saysNo(said: string, words: Words): boolean {
  const [first = '', ...rest] = said.split(/[^\p{L}\p{N}']+/u)
  const english = rest.length < LONGEST_NO && rest.length > 0 && words.en.includes(first)
  return english || beginsWithZh(said, words.zh)
}

/** A yes does something, so all that follows must be a yes too: "ok but wait" is none. */
function saysYes(said: string, words: Words): boolean {
  const parts = said.split(/[^\p{L}\p{N}']+/u)
  const agreeing = new Set([...words.en, ...POLITE])
  const [first = ''] = parts
  const english = words.en.includes(first) && parts.every((word) => agreeing.has(word))
  return english || beginsWithZh(said, words.zh)
}

const POLITE =
  'please thanks thank you it that this is do go ahead the return register exactly of course i am'.split(' ')
/** What may follow a yes or no in Chinese without changing it. */
const AFTER_ZH = /^[\s\p{P}\p{S}了啊呀吧的哦嗯谢请是对好]+(?:谢谢|请登记|登记|继续|退货)?$/u

function beginsWithZh(said: string, words: readonly string[]): boolean {
  return words.some((word) => said.startsWith(word) && AFTER_ZH.test(said.slice(word.length)))
}
