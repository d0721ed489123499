import type { Entity, EntityKind } from '../understanding.ts'

/** Kinds that are written as values and not in words of a language. */
const LITERAL_KINDS: ReadonlySet<EntityKind> = new Set([
  'email',
  'phone',
  'order',
  'amount',
  'date',
  'card',
  'url',
])
const FULL_DATE = /^(?:\d{4}|-)-\d\d-\d\d$/
const DIGIT = /\p{Nd}/u

/**
 * Whether an entity is a value of its own: an e-mail address, telephone, order, card or link, an amount in digits, a
 * day of the calendar in digits. Intents are told with these masked, because the words around them say what is meant;
 * `two tents for Berlin` are words that say it themselves.
 */
export function isLiteral({ kind, text, value, relative }: Entity): boolean {
  if (!LITERAL_KINDS.has(kind)) return false
  if (kind === 'amount') return DIGIT.test(text)
  return kind !== 'date' || (!relative && FULL_DATE.test(value) && DIGIT.test(text))
}
