import type { SlotValue } from '@parley/nlp-models'
import type { Choice } from './conversing.ts'
import { normalise } from './text.ts'
import { say, type TurnView, topicLabel } from './turn-view.ts'

const TOPIC = 'topic:'
const PERSON_INTENT = 'agent.request'

/** A quick reply that names a topic: picking it is as good as asking for it. */
function topicChoice(view: TurnView, intent: string): Choice | undefined {
  const label = topicLabel(view, intent)
  return label === undefined ? undefined : { id: TOPIC + intent, label, text: label }
}

export function topicChoices(view: TurnView, intents: readonly string[]): Choice[] {
  return intents.map((intent) => topicChoice(view, intent)).filter((choice) => choice !== undefined)
}

export function personChoice(view: TurnView): Choice {
  const label = say(view, 'label_person')
  return { id: TOPIC + PERSON_INTENT, label, text: label }
}

export function yesNoChoices(view: TurnView): Choice[] {
  const [yes, no] = [say(view, 'label_yes'), say(view, 'label_no')]
  return [
    { id: 'yes', label: yes, text: yes },
    { id: 'no', label: no, text: no },
  ]
}

/** The topic of a picked quick reply, if it stands for one. */
export function topicOf(choice: Choice | undefined): string | undefined {
  return choice?.id.startsWith(TOPIC) ? choice.id.slice(TOPIC.length) : undefined
}

/** Finds the offered choice that a message means: its words, its number in the list, or what a recogniser found. */
export function pickChoice(
  text: string,
  choices: readonly Choice[],
  slot?: SlotValue | undefined,
): Choice | undefined {
  if (choices.length === 0) return undefined
  const said = normalise(text)
  const byWords = choices.find((choice) => namesOf(choice).includes(said))
  if (byWords !== undefined) return byWords
  const place = placeNamed(said, choices.length)
  if (place !== undefined) return choices[place]
  if (slot?.kind !== 'choice') return undefined
  return (
    choices.find(({ id }) => id === slot.value) ??
    choices.find((choice) => namesOf(choice).includes(normalise(slot.value)))
  )
}

function namesOf(choice: Choice): string[] {
  return [choice.id, choice.label, choice.text].map(normalise)
}

const PLACES = [
  ['1', 'first', '1st', '一'],
  ['2', 'second', '2nd', '二'],
  ['3', 'third', '3rd', '三'],
  ['4', 'fourth', '4th', '四'],
  ['5', 'fifth', '5th', '五'],
]
const PLACE_EN = /^(?:the )?(?:number |no\.? ?)?(\w+)(?: one| option)?$/
const PLACE_ZH = /^(?:选)?第?([一二三四五\d])(?:个|项|条)?$/
const LAST = /^(?:the )?last(?: one)?$|^最后(?:一个|一项|那个)?$/

function placeNamed(said: string, length: number): number | undefined {
  if (LAST.test(said)) return length - 1
  const word = PLACE_ZH.exec(said)?.[1] ?? PLACE_EN.exec(said)?.[1]
  const place = PLACES.findIndex((words) => word !== undefined && words.includes(word))
  return place >= 0 && place < length ? place : undefined
}
