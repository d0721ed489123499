import type { Fact } from './fact.ts'

export interface Level {
  waiting: number
  talking: number
}

type Hand = 'waiting' | 'talking' | undefined

/** How many waited and how many were talked to at each of these moments, by what happened up to then. */
export function levelsAt(facts: readonly Fact[], moments: readonly number[]): Level[] {
  const hands = new Map<string, Hand>()
  const level: Level = { waiting: 0, talking: 0 }
  let next = 0
  return moments.map((moment) => {
    for (let fact = facts[next]; fact && fact.at <= moment; fact = facts[++next]) {
      const hand = handAfter(fact)
      if (hand === 'same') continue
      const before = hands.get(fact.of.id)
      if (before) level[before] -= 1
      if (hand) level[hand] += 1
      hands.set(fact.of.id, hand)
    }
    return { ...level }
  })
}

function handAfter({ kind, change, agent, queue }: Fact): Hand | 'same' {
  if (kind === 'closed') return undefined
  if (kind === 'handoffs') return 'waiting'
  if (kind !== 'moves') return 'same'
  if (change === 'accepted' || change === 'claimed' || change === 'assigned') return 'talking'
  if (change === 'transferred') return 'waiting'
  if (change === 'taken_back') return agent ? 'talking' : queue ? 'waiting' : undefined
  return change === 'handed_back' ? undefined : 'same'
}
