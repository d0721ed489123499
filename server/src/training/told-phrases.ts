import { type Model, type Remembered, remember, tokenise } from '@parley/nlp-models'
import { OUT_OF_SCOPE } from '../contract/index.ts'
import { every } from '../every.ts'
import type { LabelReader } from './read-labels.ts'

const LOOK_MS = 1000
/** Texts whose author was forgotten since are gone from memory after this long, with whatever else changed unseen. */
const AFRESH_MS = 10 * 60_000

/** `yes` and `the blue one` mean something else in another conversation. */
const LEAST_WORDS = 4

/** What people said of utterances, in force within a second and before any training. */
export interface ToldPhrases {
  /** The same model with the exact phrases that people labelled; the model itself while there are none. */
  applyTo(model: Model): Model
  stop(): Promise<void>
}

/** Follows the labels of the store; while it cannot be read, what was known stays in force. */
export function followToldPhrases({
  labels,
  failed,
}: {
  labels: Pick<LabelReader, 'mark' | 'told'>
  failed: (error: unknown) => void
}): ToldPhrases {
  let known: { mark: string; at: number; phrases: readonly Remembered[] } | undefined
  let made = new WeakMap<Model, Model>()
  const look = async () => {
    const mark = await labels.mark()
    if (known?.mark === mark && performance.now() - known.at < AFRESH_MS) return
    const phrases = (await labels.told())
      .filter(({ text }) => standsAlone(text))
      .map(({ text, intent }) => (intent === OUT_OF_SCOPE ? { text } : { text, intent }))
    known = { mark, at: performance.now(), phrases }
    made = new WeakMap()
  }
  const loop = every(LOOK_MS, look, failed)
  loop.now()
  return {
    applyTo(model) {
      if (!known || known.phrases.length === 0) return model
      const before = made.get(model)
      if (before) return before
      const after = remember(model, known.phrases)
      made.set(model, after)
      return after
    },
    stop: loop.stop,
  }
}

function standsAlone(text: string): boolean {
  return tokenise(text).filter(({ kind }) => kind === 'word' || kind === 'cjk').length >= LEAST_WORDS
}
