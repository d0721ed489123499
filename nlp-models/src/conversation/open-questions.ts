import { cuesOf, type Statement } from './statement.ts'

/** Something that one side asked and the other has not answered. */
export interface Open {
  readonly statement: Statement
  readonly kind: 'question' | 'request'
}

/**
 * What is still waiting for an answer, in order. A question of the customer is answered by what agent or bot say next, if
 * it is more than a pleasantry, a "one moment" or a question back; of several that stood side by side those are answered
 * whose words the answer takes up, or all when it has as many sentences. What the other side asked of the customer is
 * answered by a next turn that is no question itself, and a wish for data only by one that names something. Asked again in the same words, the later one counts.
 */
export function openOf(statements: readonly Statement[]): readonly Open[] {
  let waiting: readonly Waiting[] = []
  for (const turn of turnsOf(statements)) {
    const side = sideOf(turn[0])
    const still = new Map(remaining(waiting, turn, side).map((one) => [one.key, one]))
    for (const statement of turn) {
      const kind = asks(statement)
      if (kind === undefined) continue
      const words = new Set(statement.keys)
      const key = `${side} ${[...words].sort().join(' ')}`
      still.delete(key)
      still.set(key, { statement, kind, side, words, key })
    }
    waiting = [...still.values()].slice(-MOST_WAITING)
  }
  return waiting.map(({ statement, kind }) => ({ statement, kind }))
}

/** Older questions are given up when more wait. */
const MOST_WAITING = 100

type Side = 'customer' | 'company'

interface Waiting extends Open {
  readonly side: Side
  readonly words: ReadonlySet<string>
  /** Who asked, and about what. */
  readonly key: string
}

function sideOf(statement: Statement | undefined): Side {
  return statement?.from === 'customer' ? 'customer' : 'company'
}

function turnsOf(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  const turns: Statement[][] = []
  for (const statement of statements) {
    const last = turns.at(-1)
    if (last?.[0]?.turn === statement.turn) last.push(statement)
    else turns.push([statement])
  }
  return turns
}

/** What the other side asked and this turn leaves open. */
function remaining(waiting: readonly Waiting[], turn: readonly Statement[], side: Side): readonly Waiting[] {
  const asked = waiting.filter((one) => one.side !== side)
  const telling = turn.filter((one) => tells(one, side))
  if (asked.length === 0 || telling.length === 0) return waiting
  if (side === 'customer') {
    const givesData = telling.some(
      ({ keys, entities, text }) => keys.length + entities.length > 0 || DIGIT.test(text),
    )
    return waiting.filter((one) => one.side === side || (one.statement.isRequest && !givesData))
  }
  if (asked.length <= telling.length) return waiting.filter((one) => one.side === side)
  const said = new Set(telling.flatMap(({ keys }) => keys))
  const taken = asked.filter(({ words }) => [...words].some((word) => said.has(word)))
  // Words may differ altogether: then the answer goes to what was asked last.
  const answered = new Set(taken.length > 0 ? taken : asked.slice(-1))
  return waiting.filter((one) => !answered.has(one))
}

/** Whether a sentence can be an answer: also one that only ends in a question back, as "It left today, all right?". */
function tells({ isHold, isQuestion, keys, entities, text, language }: Statement, side: Side): boolean {
  if (isHold || (isQuestion && (side === 'customer' || !tellsFirst(text, cuesOf(language).question))))
    return false
  if (side === 'customer') return /[\p{L}\p{N}]/u.test(text)
  return keys.length > 0 || entities.length > 0 || SHORT_ANSWER.test(text)
}

function tellsFirst(text: string, question: RegExp): boolean {
  const before = /^(.*)[,，]/su.exec(text)?.[1] ?? ''
  return before.length >= SHORTEST_CLAUSE && !question.test(before.toLowerCase())
}

const SHORTEST_CLAUSE = 4
const DIGIT = /\p{N}/u
const SHORT_ANSWER =
  /^(?:yes|no|yep|nope|sure|of course|certainly|是的|不是|可以|有的?|没有|能|不能|对的?|不可以)(?!\p{L}{3})/iu

function asks({ isQuestion, isRequest, isHold, keys, from }: Statement): Open['kind'] | undefined {
  if (isHold || keys.length === 0) return undefined
  if (isQuestion) return 'question'
  return isRequest && (from === 'customer' || keys.length > 1) ? 'request' : undefined
}
