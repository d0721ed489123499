import type { Part } from '../../server/src/contract/index.ts'
import { groupBy } from '../lib/group-by.ts'
import { rounded } from '../lib/numbers.ts'
import { table } from '../lib/table.ts'
import { halfOf } from './goal.ts'
import type { PlayedGoal } from './play.ts'

export interface Rates {
  goals: number
  succeeded: number
  /** Turns that told something that they must not. */
  wrongAnswers: number
  handedOff: number
  turns: number
  turnsAsExpected: number
  successRate: number
  wrongRate: number
}

export function ratesOf(played: readonly PlayedGoal[]): Rates {
  const turns = played.flatMap((one) => one.turns)
  const succeeded = played.filter(({ reached }) => reached).length
  const wrongAnswers = turns.filter(({ wrong }) => wrong.length > 0).length
  const share = (count: number): number => rounded(count / Math.max(1, played.length), 3)
  return {
    goals: played.length,
    succeeded,
    wrongAnswers,
    handedOff: played.filter(({ handedOff }) => handedOff).length,
    turns: turns.length,
    turnsAsExpected: turns.filter(({ asExpected }) => asExpected).length,
    successRate: share(succeeded),
    // Of goals, not of turns: the stricter of the two.
    wrongRate: share(wrongAnswers),
  }
}

/** The half that nobody looks into while working on the bot. */
export function blindOf(played: readonly PlayedGoal[]): Pick<Rates, 'goals' | 'succeeded' | 'wrongAnswers'> {
  const { goals, succeeded, wrongAnswers } = ratesOf(played.filter(({ goal }) => halfOf(goal.id) === 'even'))
  return { goals, succeeded, wrongAnswers }
}

export function printGoals(played: readonly PlayedGoal[], transcripts: boolean): void {
  const row = (name: string, some: readonly PlayedGoal[]) => {
    const rates = ratesOf(some)
    const turns = `${rates.turnsAsExpected}/${rates.turns}`
    return [name, rates.goals, rates.succeeded, turns, rates.wrongAnswers, rates.handedOff]
  }
  const kinds = [...groupBy(played, ({ goal }) => goal.kind)].sort(([a], [b]) => (a < b ? -1 : 1))
  const languages = [...groupBy(played, ({ goal }) => goal.language)].sort(([a], [b]) => (a < b ? -1 : 1))
  const head = ['', 'goals', 'reached', 'turns as expected', 'wrong answers', 'handed off']
  console.log(
    table(
      head,
      kinds.map(([kind, some]) => row(kind, some)),
    ),
  )
  console.log()
  const halves = [...groupBy(played, ({ goal }) => halfOf(goal.id))].sort(([a], [b]) => (a > b ? -1 : 1))
  const sums = [...languages, ...halves].map(([name, some]) => row(name, some))
  console.log(table(head, [...sums, row('total', played)]))
  const failures = played.filter((one) => !one.reached || one.turns.some(({ wrong }) => wrong.length > 0))
  if (failures.length > 0) console.log('\nnot reached, or with a wrong answer:')
  for (const one of failures) {
    console.log(
      `  ${one.goal.id}${one.reached ? '' : ' not reached'}${one.problem ? ` (${one.problem})` : ''}`,
    )
    // Of the blind half no word is shown unless it was asked for.
    const told = transcripts || halfOf(one.goal.id) === 'odd' ? one.turns : []
    for (const { said, wrong } of told)
      if (wrong.length > 0) console.log(`    wrong: ${wrong.join(', ')} to "${said}"`)
    if (transcripts) printTranscript(one)
  }
  if (failures.length > 0 && !transcripts) console.log('  (--verbose shows what was said)')
}

export function printTranscript({ turns }: PlayedGoal): void {
  for (const { said, replies, decisions, asExpected } of turns) {
    console.log(`    > ${said}`)
    for (const part of replies) console.log(`      ${shown(part)}`)
    console.log(`      [${decisions}]${asExpected ? '' : '  NOT AS EXPECTED'}`)
  }
}

function shown(part: Part): string {
  switch (part.type) {
    case 'text':
      return part.text.replaceAll('\n', ' / ')
    case 'card':
      return `[${part.title}: ${part.subtitle ?? ''} ${part.fields.map(({ label, value }) => `${label} ${value}`).join(', ')}]`
    case 'choices':
      return `(${part.options.map(({ label }) => label).join(' | ')})`
    case 'image':
    case 'file':
      return `<${part.name}>`
  }
}
