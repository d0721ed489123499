import type { InsightFilter, InsightSplit } from '../contract/index.ts'
import type { Fact } from './fact.ts'

/** Who is in which team. */
export interface Teams {
  ofAgent: (agent: string | undefined) => string | undefined
}

/** Asks for what has no channel, team, intent …, and names that group. */
export const NONE = '-'

/** Who did it, or else who has the conversation. */
export const agentOf = (fact: Fact): string | undefined => fact.agent ?? fact.of.agent

/** The group that a fact belongs to. A message has its own intent and language, everything else the conversation's. */
export function groupOf(fact: Fact, by: InsightSplit, teams: Teams): string {
  switch (by) {
    case 'channel':
      return fact.of.channel
    case 'agent':
      return agentOf(fact) ?? NONE
    case 'team':
      return teams.ofAgent(agentOf(fact)) ?? NONE
    case 'intent':
      return (fact.kind === 'messages' ? fact.intent : fact.of.intent) ?? NONE
    case 'language':
      return fact.language ?? fact.of.language ?? NONE
  }
}

const splits = ['channel', 'agent', 'team', 'intent', 'language'] as const

/** Whether a fact is meant: the one meaning of the filter, for numbers, charts and lists. */
export function matches(filter: InsightFilter, teams: Teams): (fact: Fact) => boolean {
  const wanted = splits.flatMap((by) => (filter[by] === undefined ? [] : [{ by, value: filter[by] }]))
  const { mood, reason, queue, handled, rating } = filter
  return (fact) =>
    wanted.every(({ by, value }) => groupOf(fact, by, teams) === value) &&
    (mood === undefined || (fact.kind === 'messages' ? fact.mood : fact.of.mood) === mood) &&
    (reason === undefined || (fact.reason ?? fact.of.reason) === reason) &&
    (queue === undefined || (fact.queue ?? fact.of.queue) === queue) &&
    (handled === undefined || handledBy(fact) === handled) &&
    (rating === undefined || fact.rating === Number(rating))
}

function handledBy(fact: Fact): 'bot' | 'person' {
  if (fact.kind === 'closed') return fact.byBot ? 'bot' : 'person'
  return fact.of.agent === undefined ? 'bot' : 'person'
}
