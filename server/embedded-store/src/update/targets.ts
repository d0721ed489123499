import { type Doc, isArray, setField } from '../bson/value.ts'
import { badValue, type StoreError } from '../errors.ts'
import type { Filter } from '../query/filter.ts'
import { matches } from '../query/matches.ts'
import { matchedPosition } from '../query/position.ts'
import type { Action } from './compile.ts'
import { isChoice, PathTree } from './path-tree.ts'
import { comparePaths, valueAt } from './paths.ts'

/** What an action means in one document: a path without `$`, or why there is none. */
export interface Target {
  readonly action: Action
  readonly parts: readonly string[]
  readonly error?: StoreError
}

export interface Situation {
  readonly before: Doc
  readonly filter: Filter
  readonly arrayFilters: ReadonlyMap<string, Filter>
}

/**
 * Replaces `$`, `$[]` and `$[name]` by the positions that they stand for, in the order in which all is done. An error
 * keeps its place in that order, because what comes before it may fail with another one.
 */
export function targetsOf(actions: readonly Action[], situation: Situation): readonly Target[] {
  if (!actions.some(({ parts }) => parts.some((part) => part.startsWith('$'))))
    return actions.map(plainTarget)
  const targets = actions
    .flatMap((action) => expand(action, situation))
    .sort((a, b) => comparePaths(a.parts, b.parts))
  const tree = new PathTree()
  for (const { parts, error } of targets) if (!error) tree.add(parts)
  return targets
}

function plainTarget(action: Action): Target {
  return { action, parts: action.parts }
}

function expand(action: Action, situation: Situation): Target[] {
  let targets: Target[] = [{ action, parts: [] }]
  for (const part of action.parts) targets = targets.flatMap((target) => extend(target, part, situation))
  return targets
}

function extend(target: Target, part: string, situation: Situation): Target[] {
  if (target.error) return [target]
  const { action, parts } = target
  const failed = (message: string): Target[] => [
    { action, parts: [...parts, part], error: badValue(message) },
  ]
  if (part === '$') {
    const position = matchedPosition(situation.filter, situation.before, parts.join('.'))
    if (position === undefined)
      return failed('The positional operator did not find the match needed from the query.')
    return [{ action, parts: [...parts, String(position)] }]
  }
  if (!isChoice(part)) return [{ action, parts: [...parts, part] }]
  const path = parts.join('.')
  const array = valueAt(situation.before, parts)
  if (array === undefined)
    return failed(`The path '${path}' must exist in the document in order to apply array updates.`)
  if (!isArray(array)) return failed(`Cannot apply array updates to non-array element ${path}`)
  const name = part.slice(2, -1)
  const filter = situation.arrayFilters.get(name)
  return array.flatMap((item, index): Target[] => {
    const subject: Doc = {}
    setField(subject, name, item)
    return filter === undefined || matches(filter, subject)
      ? [{ action, parts: [...parts, String(index)] }]
      : []
  })
}
