import {
  type Attachment,
  type Correct,
  type EntryBody,
  effectiveReading,
  OUT_OF_SCOPE,
} from '../contract/index.ts'
import { type Actor, by } from './acting.ts'
import type { Change } from './append.ts'
import type { Thread } from './thread.ts'

export function note(
  actor: Actor,
  text: string,
  clientId: string,
  event: string,
  mentions: readonly Actor[] = [],
  files: readonly Attachment[] = [],
): Change {
  const attached = files.length > 0 ? { files: [...files] } : {}
  const body = { kind: 'note' as const, text, clientId, ...attached }
  if (mentions.length === 0) return { entries: [{ by: by(actor), event, body }], set: {} }
  const people = mentions.map(({ id, name }) => ({ id, name }))
  const facts = { mentions: people.map(({ id }) => id) }
  return { entries: [{ by: by(actor), event, facts, body: { ...body, mentions: people } }], set: {} }
}

/**
 * Somebody says what a message really meant. The thread's own intent and mood follow when it is the customer's latest.
 * @param said what the model said of the message, and what was corrected of it before
 */
export function correct(
  thread: Thread,
  actor: Actor,
  wish: Omit<Correct, 'clientId'>,
  said: { understanding: Pick<Understood, 'intents' | 'mood'>; before: readonly Correction[] },
  event: string,
): Change {
  const { of, intent, mood, withdrawn } = wish
  const fields = {
    of,
    ...(intent === undefined ? {} : { intent }),
    ...(mood === undefined ? {} : { mood }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  }
  const now = effectiveReading(said.understanding, [...said.before, fields])
  const named = now.intent?.name === OUT_OF_SCOPE ? undefined : now.intent
  const latest = of === thread.customerSeq
  return {
    entries: [{ by: by(actor), event, facts: fields, body: { kind: 'correction', ...fields } }],
    set: {
      ...(latest && (intent !== undefined || withdrawn === 'intent') ? { intent: named } : {}),
      ...(latest && (mood !== undefined || withdrawn === 'mood') ? { mood: now.mood } : {}),
    },
  }
}
type Understood = Extract<EntryBody, { kind: 'understanding' }>
type Correction = Omit<Extract<EntryBody, { kind: 'correction' }>, 'kind' | 'clientId'>
