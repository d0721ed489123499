import { createHash } from 'node:crypto'
import type { IntentExample, MoodLabel, TrainingData } from '@parley/nlp-models'
import { OUT_OF_SCOPE } from '../contract/index.ts'
import type { HeldOut } from './judge.ts'
import type { Phrases } from './phrases.ts'
import { plain } from './utterance.ts'

/** A label with its text, on its way into a training. */
export interface TrainingLabel {
  id: string
  text: string
  language: 'en' | 'zh'
  intent?: string | undefined
  mood?: MoodLabel | undefined
}

/** What a company's own words count beside one of Parley's phrases. */
export const LABEL_WEIGHT = 3
/** One of so many labels is held out. */
export const HELD_OUT_ONE_IN = 5

export interface ChosenData {
  data: TrainingData
  heldOut: HeldOut[]
  /** Training phrases by intent, and of these labels. */
  examples: Map<string, number>
  labels: Map<string, number>
  /** Labels that it is trained on. */
  labelIds: string[]
}

/** Whether a label serves as a test: by its text alone, so that it is on the same side in every training. */
export function isHeldOut(text: string): boolean {
  return createHash('sha256').update(plain(text)).digest().readUInt32BE(0) % HELD_OUT_ONE_IN === 0
}

/**
 * Puts phrases and labels together. Of labels with the same text the latest counts; a label also overrules a phrase of
 * the same text. One fifth of the labels is held out and never trained on; a label of a text that a phrase has too is
 * no test and trains.
 * @param labels oldest first
 */
export function chooseData(
  phrases: Phrases,
  labels: readonly TrainingLabel[],
  heldOutFile: readonly HeldOut[],
): ChosenData {
  const latest = new Map<string, TrainingLabel>()
  for (const label of labels) {
    const key = plain(label.text)
    const before = latest.get(key)
    latest.delete(key)
    latest.set(key, { ...label, intent: label.intent ?? before?.intent, mood: label.mood ?? before?.mood })
  }
  const known = new Set([...phrases.examples.map(({ text }) => text), ...phrases.outOfScope].map(plain))
  const tested = new Set(heldOutFile.map(({ text }) => plain(text)))
  const chosen: TrainingLabel[] = []
  const heldOut: HeldOut[] = [...heldOutFile]
  for (const [key, label] of latest) {
    // What the project's own test has already is neither trained on nor counted twice.
    if (tested.has(key)) continue
    if (isHeldOut(label.text) && !known.has(key)) heldOut.push(toHeldOut(label))
    else if (label.intent !== undefined) chosen.push(label)
  }
  const overruled = new Set(chosen.map(({ text }) => plain(text)))
  const stays = (text: string) => !overruled.has(plain(text))
  const examples: IntentExample[] = phrases.examples.filter(({ text }) => stays(text))
  const outside = phrases.outOfScope.filter(stays)
  for (const { text, intent = OUT_OF_SCOPE } of chosen) {
    if (intent === OUT_OF_SCOPE) outside.push(text)
    else examples.push({ text, intent, weight: LABEL_WEIGHT })
  }
  return {
    data: { intents: examples, titles: phrases.titles, outOfScope: outside },
    heldOut,
    examples: countBy([...examples.map(({ intent }) => intent), ...outside.map(() => OUT_OF_SCOPE)]),
    labels: countBy(chosen.map(({ intent = OUT_OF_SCOPE }) => intent)),
    labelIds: chosen.map(({ id }) => id),
  }
}

export function toHeldOut({ id, text, language, intent, mood }: TrainingLabel): HeldOut {
  return { label: id, text, language, meant: intent, mood }
}

function countBy(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}
