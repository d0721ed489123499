import type { Entity } from '../understanding.ts'
import type { Statement } from './statement.ts'
import type { Speaker } from './turn.ts'

/** A value that was named, where it was named first, and how often in all. */
export interface Fact {
  readonly entity: Entity
  readonly turn: number
  readonly from: Speaker
  readonly count: number
}

/** Bare numbers and times say little without their sentence. */
const LEFT_OUT: ReadonlySet<Entity['kind']> = new Set(['number', 'time'])

/** Orders, amounts, dates, names and the like, in the order in which they came up; each value once. */
export function factsOf(statements: readonly Statement[]): readonly Fact[] {
  const facts = new Map<string, Fact>()
  for (const { entities, turn, from } of statements)
    for (const entity of entities) {
      if (LEFT_OUT.has(entity.kind)) continue
      const key = `${entity.kind} ${entity.value}`
      const known = facts.get(key)
      facts.set(key, known ? { ...known, count: known.count + 1 } : { entity, turn, from, count: 1 })
    }
  return [...facts.values()]
}
