import { type Summary, summarise } from '@parley/nlp-models'
import type { Conversation, LabelledTurn } from './conversations.ts'

/** Conversations that are cut off behind a customer's turn that asks for something by its label. */
export interface OpenFigures {
  readonly conversations: number
  /** Share in which that turn is among what is open. */
  readonly found: number
  /** Turns of the customer for each conversation that are called open and were answered: an agent's turn follows. */
  readonly wrong: number
}

type Find = (turns: readonly LabelledTurn[], summary: Summary) => ReadonlySet<number>

const FINDS: Readonly<Record<string, Find>> = {
  parley: (_, { open }) => new Set(open.filter(({ from }) => from === 'customer').map(({ turn }) => turn)),
  'question mark behind the last reply': (turns) => {
    const answered = turns.findLastIndex(({ from }) => from !== 'customer')
    return new Set(turns.flatMap(({ text }, at) => (at > answered && /[?？]/.test(text) ? [at] : [])))
  },
}

/** What is called open in conversations with both sides, by each way; cut off at a place that the id decides. */
export function judgeOpen(conversations: readonly Conversation[]): Readonly<Record<string, OpenFigures>> {
  const cut = conversations.flatMap(({ id, turns }) => {
    const asking = turns.flatMap((turn, at) => (isAsking(turn) ? [at] : []))
    const last = asking[Number(id.replace(/\D/g, '')) % asking.length]
    if (last === undefined) return []
    const part = turns.slice(0, last + 1)
    return [{ part, last, summary: summarise(part, { most: part.length }) }]
  })
  return Object.fromEntries(
    Object.entries(FINDS).map(([name, find]) => {
      let found = 0
      let wrong = 0
      for (const { part, last, summary } of cut) {
        const open = find(part, summary)
        if (open.has(last)) found++
        wrong += [...open].filter((turn) =>
          part.slice(turn + 1).some(({ from }) => from !== 'customer'),
        ).length
      }
      const share = (count: number) => count / Math.max(1, cut.length)
      return [name, { conversations: cut.length, found: share(found), wrong: share(wrong) }]
    }),
  )
}

function isAsking({ from, labels }: LabelledTurn): boolean {
  return from === 'customer' && labels.some((label) => /^(?:Request|Select)_/.test(label))
}
