import { effectiveReading } from '@parley/server/contract/rules'
import { create } from 'zustand'
import { type Correction, UNREAD, type Understanding } from './log-items.ts'

type Field = 'intent' | 'mood'

interface Correcting {
  /** What is being asked for: a field of a message. */
  asked: { thread: string; of: number; field: Field } | undefined
  /** What was just chosen, by message, until the log has it. */
  guesses: Readonly<Record<string, Guess>>
}
interface Guess {
  correction: Correction
  /** Corrections of the message that the log had: once there are more, the log says it itself. */
  known: number
}

export const useCorrecting = create<Correcting>(() => ({ asked: undefined, guesses: {} }))

const keyOf = (thread: string, of: number) => `${thread} ${of}`

export function askCorrection(asked: Correcting['asked']): void {
  useCorrecting.setState({ asked })
}

/** Shows a correction at once; answers how to take it off the screen when the server refuses it. */
export function guessCorrection(
  thread: string,
  known: readonly Correction[],
  correction: Correction,
): () => void {
  const key = keyOf(thread, correction.of)
  const guess = { correction, known: known.length }
  useCorrecting.setState(({ guesses }) => ({ guesses: { ...guesses, [key]: guess } }))
  return () =>
    useCorrecting.setState(({ guesses }) => {
      if (guesses[key] !== guess) return {}
      const { [key]: _wrong, ...others } = guesses
      return { guesses: others }
    })
}

/** The corrections of a message, with what was chosen here and is on its way. */
export function withGuess(known: readonly Correction[], guess: Guess | undefined): readonly Correction[] {
  return guess && known.length <= guess.known ? [...known, guess.correction] : known
}

export function useCorrections(
  thread: string,
  of: number,
  known: readonly Correction[],
): readonly Correction[] {
  const guess = useCorrecting(({ guesses }) => guesses[keyOf(thread, of)])
  return withGuess(known, guess)
}

/** What a message counts as; of one that no model read, only what a person said of it. */
export function readingOf(understanding: Understanding | undefined, corrections: readonly Correction[]) {
  if (understanding) return effectiveReading(understanding, corrections)
  const { intent, mood, corrected } = effectiveReading(UNREAD, corrections)
  if (!corrected.intent && !corrected.mood) return undefined
  return { intent, mood: corrected.mood ? mood : undefined, corrected }
}
