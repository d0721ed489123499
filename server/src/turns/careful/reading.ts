import type { Language, Understanding } from '@parley/nlp-models'

/** What the reading process is told: a model once, then one text at a time. */
export type ToReading =
  | { kind: 'model'; bytes: Uint8Array }
  | { kind: 'text'; text: string; language?: Language; today?: string }

/** What it tells: `ready` when it has the model. */
export type FromReading =
  | { kind: 'ready' }
  | { kind: 'read'; understanding: Understanding }
  | { kind: 'failed'; why: string }
