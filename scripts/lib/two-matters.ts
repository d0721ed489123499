import { type Model, mattersOf } from '@parley/nlp-models'
import type { HeldOut } from './held-out.ts'

/** How people put one matter behind another. */
const JOINTS = { en: ['. Also, ', ' and also ', '. '], zh: ['。另外，', '，还有', '。'] } as const
/** A greeting or thanks beside a matter is none. */
const MATTER = /^(?!dialog|smalltalk|feedback|bot|oos)/
const APART = 37

export interface MatterFigures {
  readonly pairs: number
  /** Share of the messages made of two in which both are found, and in which those and nothing else are. */
  readonly bothFound: number
  readonly exactly: number
  /** Share of the single utterances of which one matter at most is found. */
  readonly oneStaysOne: number
}

/** Joins held-out utterances of different intents in pairs, and looks whether both matters are found in the message. */
export function matterFigures(model: Model, heldOut: readonly HeldOut[]): MatterFigures {
  const matters = heldOut.filter(({ intent }) => MATTER.test(intent))
  const pairs = (['en', 'zh'] as const).flatMap((language) => {
    const own = matters.filter((one) => one.language === language)
    return own.flatMap((first, at) => {
      const second = own[(at + APART) % own.length]
      const joint = JOINTS[language][at % JOINTS[language].length]
      if (second === undefined || second.intent === first.intent) return []
      return [{ text: `${first.text}${joint}${second.text}`, meant: [first.intent, second.intent], language }]
    })
  })
  const found = pairs.map(({ text, language, meant }) => {
    const said = mattersOf(model, text, { languageHint: language }).map(({ intent }) => intent)
    const both = meant.every((intent) => said.includes(intent))
    return { both, exact: both && said.length === meant.length }
  })
  const single = matters.map(
    ({ text, language }) => mattersOf(model, text, { languageHint: language }).length,
  )
  const share = (count: number, of: number) => (of === 0 ? 0 : count / of)
  return {
    pairs: pairs.length,
    bothFound: share(found.filter(({ both }) => both).length, pairs.length),
    exactly: share(found.filter(({ exact }) => exact).length, pairs.length),
    oneStaysOne: share(single.filter((count) => count <= 1).length, single.length),
  }
}
