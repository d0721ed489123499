import type { Control, EntryBody, HandoffReason, Part } from '../../server/src/contract/index.ts'
import type { Expectation, Success } from './goal.ts'
import type { Scene } from './scene.ts'
import { articlesTold, statusesTold, tellsAnythingOf } from './told.ts'

/** What a turn came to, read from the log and the store. */
export interface TurnResult {
  readonly parts: readonly Part[]
  readonly decisions: readonly Extract<EntryBody, { kind: 'decision' }>[]
  readonly control: Control
  readonly handoff: HandoffReason | undefined
  /** The question that is open after the turn; a person offered is `agent`. */
  readonly asking: string | undefined
  /** Returns by order number. */
  readonly returns: ReadonlyMap<string, number>
}

type Words = (text: string) => string

export function holds(expected: Expectation, turn: TurnResult, scene: Scene, words: Words): boolean {
  if ('anyOf' in expected) return expected.anyOf.some((one) => holds(one, turn, scene, words))
  if ('allOf' in expected) return expected.allOf.every((one) => holds(one, turn, scene, words))
  switch (expected.outcome) {
    case 'answer':
      return isAnswered(turn, expected.intent)
    case 'ask':
      return turn.asking !== undefined && expected.slot.includes(turn.asking)
    case 'order_status':
      return tellsRightly(turn.parts, words(expected.order), scene)
    case 'not_told':
      return !tells(turn.parts, words(expected.order), scene)
    case 'return_created':
      return turn.returns.get(words(expected.order)) === 1
    case 'no_return':
      return (turn.returns.get(words(expected.order)) ?? 0) === 0
    case 'handoff':
      return (
        turn.control === 'requested' &&
        (!expected.reasons || (turn.handoff !== undefined && expected.reasons.includes(turn.handoff)))
      )
    case 'not_understood':
      return turn.decisions.some(({ rule }) => rule === 'not_understood') && answersOf(turn).length === 0
    case 'cancelled':
      return !isDialogSlot(turn.asking) && [...turn.returns.values()].every((count) => count === 0)
    case 'smalltalk':
      return turn.decisions.some(({ rule }) => rule === 'small_talk') && answersOf(turn).length === 0
  }
}

export function isReached(
  success: Success,
  turns: readonly TurnResult[],
  scene: Scene,
  words: Words,
): boolean {
  const last = turns.at(-1)
  if (!last) return false
  if ('allOf' in success) return success.allOf.every((one) => isReached(one, turns, scene, words))
  if ('return' in success)
    return (last.returns.get(words(success.order)) ?? 0) === (success.return === 'created' ? 1 : 0)
  if ('control' in success) return last.control === 'requested'
  if ('answered' in success) return turns.some((turn) => isAnswered(turn, success.answered))
  if ('notAnswered' in success) return turns.every((turn) => answersOf(turn).length === 0)
  if ('told' in success) return turns.some(({ parts }) => tellsRightly(parts, words(success.order), scene))
  return turns.every(({ parts }) => !tells(parts, words(success.notTold), scene))
}

/**
 * What a turn told although its expectation does not allow it: the knowledge answer of another intent, the status of
 * another order, a wrong status of the right one. Strict: what the goal allows in another turn counts here as wrong.
 */
export function wrongAnswersOf(
  expected: Expectation,
  turn: TurnResult,
  scene: Scene,
  words: Words,
): string[] {
  const leaves = leavesOf(expected)
  const intents = leaves.flatMap((leaf) =>
    'outcome' in leaf && leaf.outcome === 'answer' ? leaf.intent : [],
  )
  const orders = leaves.flatMap((leaf) =>
    'outcome' in leaf && leaf.outcome === 'order_status' ? [words(leaf.order)] : [],
  )
  const answers = answersOf(turn).filter((intent) => !intents.includes(intent))
  const statuses = [...scene.orders.values()].flatMap((order) => {
    const told = statusesTold(turn.parts, order._id)
    const wrong = orders.includes(order._id) ? told.filter((status) => status !== order.status) : told
    return wrong.map((status) => `${order._id} ${status}`)
  })
  return [...answers, ...statuses]
}

/** Intents of the knowledge answers of a turn, by its decisions and by its words. */
export function answersOf({ parts, decisions }: TurnResult): string[] {
  const decided = decisions.flatMap(({ decision, intent, article }) =>
    decision === 'answer' && intent && article ? [intent] : [],
  )
  return [...new Set([...decided, ...articlesTold(parts)])]
}

/** Some questions are answered without an article: whether this is a bot. */
function isAnswered(turn: TurnResult, intents: readonly string[]): boolean {
  const decided = turn.decisions.some(
    ({ decision, intent }) => decision === 'answer' && intent !== undefined && intents.includes(intent),
  )
  return decided || answersOf(turn).some((intent) => intents.includes(intent))
}

function tellsRightly(parts: readonly Part[], number: string, scene: Scene): boolean {
  const status = scene.orders.get(number)?.status
  return status !== undefined && statusesTold(parts, number).includes(status)
}

function tells(parts: readonly Part[], number: string, scene: Scene): boolean {
  const order = scene.orders.get(number)
  return order !== undefined && tellsAnythingOf(parts, order)
}

function leavesOf(expected: Expectation): Expectation[] {
  if ('anyOf' in expected) return expected.anyOf.flatMap(leavesOf)
  if ('allOf' in expected) return expected.allOf.flatMap(leavesOf)
  return [expected]
}

function isDialogSlot(asking: string | undefined): boolean {
  return asking !== undefined && ['order', 'email', 'item', 'reason', 'confirm'].includes(asking)
}
