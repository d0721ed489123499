import { createRequire } from 'node:module'
import { recognise } from './recognisers.ts'
import type { Labelled } from './score.ts'

interface Offset {
  readonly start: number
  readonly length: number
}

interface View {
  json(options: { offset: true }): readonly { readonly text: string; readonly offset: Offset }[]
}

interface Document {
  people(): View
  places(): View
  organizations(): View
}

const require = createRequire(new URL('../../../nlp-models/package.json', import.meta.url))
const compromise = require('compromise') as (text: string) => Document
const TITLE = /^(?:mr|mrs|ms|miss|dr|prof|professor|sir|madam|president|captain)\.? +/i
const CLOSING = /(?:['’]s)?[\s.,!?;:'"’)]+$|['’]s$/i

/** node-nlp's recognisers for both languages, and compromise for names in English; of what overlaps the longest. */
export function findByPeers(text: string, language: 'en' | 'zh', today: string): readonly Labelled[] {
  const candidates = [...recognise(text, language, today), ...(language === 'en' ? names(text) : [])]
  const kept: Labelled[] = []
  for (const one of candidates.toSorted((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every(({ start, end }) => one.end <= start || end <= one.start)) kept.push(one)
  return kept.toSorted((a, b) => a.start - b.start)
}

function names(text: string): readonly Labelled[] {
  const read = compromise(text)
  return [
    ...labelled('person', text, read.people()),
    ...labelled('place', text, read.places()),
    ...labelled('organisation', text, read.organizations()),
  ]
}

/** Without titles and closing marks, which the labels leave out too. */
function labelled(kind: string, text: string, view: View): readonly Labelled[] {
  return view.json({ offset: true }).map(({ offset }) => {
    const typed = text.slice(offset.start, offset.start + offset.length)
    const from = kind === 'person' ? (TITLE.exec(typed)?.[0].length ?? 0) : 0
    const leading = /^[\s"'(]*/.exec(typed.slice(from))?.[0].length ?? 0
    const value = typed.slice(from + leading).replace(CLOSING, '')
    const start = offset.start + from + leading
    return { kind, start, end: start + value.length, value }
  })
}
