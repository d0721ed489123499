import type { TurnView } from '../turn-view.ts'
import type { Reading } from './reading.ts'

/** A question of the burst that is understood well enough to answer. */
export interface Topic {
  readonly intent: string
  readonly confidence: number
  readonly reading: Reading
}

const MOST_TOPICS = 3
/** From here on a message speaks of something else than what was asked, although it is no question. */
export const CLEARLY_ANOTHER_TOPIC = 0.7

/** Pleasantries and yes or no: they never outweigh a real question. */
export function isSmallTalk(intent: string): boolean {
  return /^(smalltalk|dialog|feedback|bot)\./.test(intent)
}

/** The different questions of a burst in order, the last three. */
export function topicsOf(readings: readonly Reading[]): Topic[] {
  const topics = new Map<string, Topic>()
  for (const reading of readings) {
    const { intent, confidence, certainty } = reading
    if (certainty !== 'sure' || intent === undefined || isSmallTalk(intent)) continue
    topics.delete(intent)
    topics.set(intent, { intent, confidence, reading })
  }
  return [...topics.values()].slice(-MOST_TOPICS)
}

/** Where a handoff belongs: the burst's last question, the open dialog's or the one spoken of last. */
export function subjectOf(view: TurnView, dialogIntent: string | undefined): string | undefined {
  const topics = topicsOf(view.readings).filter((topic) => topic.intent !== 'agent.request')
  return topics.at(-1)?.intent ?? dialogIntent ?? view.state.topic
}
