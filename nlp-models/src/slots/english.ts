import nlp from 'compromise'
import dates from 'compromise-dates'
import type { SlotRequest, SlotResult } from './slot-request.ts'

const INTRODUCED =
  /\b(?:my name is|i am|i'm|this is|call me|it's|name:?)\s+(\p{L}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3})/iu
const BARE_NAME = /^\p{L}[\p{L}'-]+(?:\s+\p{L}[\p{L}'-]+){0,3}$/u

const english = nlp.extend(dates)

/** Finds English names, dates and numbers by compromise. */
export function recogniseEnglish({ text, kind }: SlotRequest): SlotResult {
  switch (kind) {
    case 'person':
      return person(text)
    case 'date':
      return date(text)
    case 'number':
      return number(text)
    default:
      return undefined
  }
}

function person(text: string): SlotResult {
  const named = english(text).people().out('array')[0]
  if (typeof named === 'string' && named !== '')
    return { kind: 'person', value: tidyName(named), by: 'compromise' }
  // A name that no list knows: what follows "my name is", or a reply of nothing but a few words.
  const introduced = INTRODUCED.exec(text)?.[1] ?? BARE_NAME.exec(text.trim())?.[0]
  return introduced === undefined ? undefined : { kind: 'person', value: tidyName(introduced), by: 'rule' }
}

function date(text: string): SlotResult {
  const [found] = english(text).dates().get()
  const start: unknown = found?.start
  return typeof start === 'string' ? { kind: 'date', value: start.slice(0, 10), by: 'compromise' } : undefined
}

function number(text: string): SlotResult {
  const found = english(text).numbers().get()
  const [first] = Array.isArray(found) ? found : []
  return typeof first === 'number' ? { kind: 'number', value: String(first), by: 'compromise' } : undefined
}

function tidyName(name: string): string {
  return name
    .replace(/[.,!?;:]+$/, '')
    .trim()
    .replace(/(^|[\s-])(\p{Ll})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase())
}
