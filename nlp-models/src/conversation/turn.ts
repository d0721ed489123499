import type { Entity, Language, Sentiment } from '../understanding.ts'

export type Speaker = 'customer' | 'agent' | 'bot'

/** What somebody said at once, in a conversation. */
export interface Turn {
  readonly from: Speaker
  readonly text: string
  readonly language?: Language
  /** As `understand` gave them; without them the text is scanned. */
  readonly entities?: readonly Entity[]
  readonly sentiment?: Sentiment
  /** ISO date or time at which it was said: what `tomorrow` counts from. */
  readonly at?: string
}

/** Of longer conversations the first half and the last half of so many turns is read. */
export const MOST_TURNS = 1000
/** UTF-16 units of a turn that are read. */
export const LONGEST_TURN = 4000

/** A turn as far as it is read, with its place in the conversation. */
export interface ReadTurn extends Turn {
  readonly index: number
}

/** The turns that are read, cut to their limit: never inside a surrogate pair. */
export function boundedTurns(turns: readonly Turn[]): readonly ReadTurn[] {
  const half = MOST_TURNS / 2
  const read = turns.length <= MOST_TURNS ? turns : [...turns.slice(0, half), ...turns.slice(-half)]
  const skipped = turns.length - read.length
  return read.map((turn, at) => ({
    ...turn,
    text: cut(turn.text),
    index: at < half ? at : at + skipped,
  }))
}

function cut(text: string): string {
  if (text.length <= LONGEST_TURN) return text
  const last = text.charCodeAt(LONGEST_TURN - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? LONGEST_TURN - 1 : LONGEST_TURN)
}
