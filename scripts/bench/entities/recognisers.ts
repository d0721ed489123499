import { createRequire } from 'node:module'
import type { Labelled } from './score.ts'

interface Recognised {
  readonly start: number
  /** Its last character. */
  readonly end: number
  readonly text: string
  readonly typeName: string
  readonly resolution: {
    readonly value?: string
    readonly unit?: string
    readonly isoCurrency?: string
    readonly values?: readonly { readonly timex?: string; readonly value?: string }[]
  } | null
}

type Recognise = (text: string, culture: string, options?: number, reference?: Date) => readonly Recognised[]

/** The suite that node-nlp's built-in entities are made of, as node-nlp brings it. */
const require = createRequire(new URL('../../../nlp-models/package.json', import.meta.url))
const ofNodeNlp = createRequire(require.resolve('node-nlp'))
const suite = createRequire(ofNodeNlp.resolve('@nlpjs/builtin-microsoft'))(
  '@microsoft/recognizers-text-suite',
) as Readonly<Record<string, Recognise>>

const SPLIT_DATE_AND_TIME = 2
/** Its time is exponential in the number of Chinese numerals; the product asks it no such text either. */
const MOST_NUMERALS = 15
const NUMERALS = /[〇零一二两三四五六七八九十百千万亿]/gu
const CURRENCIES: Readonly<Record<string, string>> = {
  Dollar: 'USD',
  'United States dollar': 'USD',
  Pound: 'GBP',
  'British pound': 'GBP',
  Euro: 'EUR',
  'Chinese yuan': 'CNY',
  'Japanese yen': 'JPY',
  'Hong Kong dollar': 'HKD',
  Cent: 'USD',
}
const ONE = /^(?:one|a|an|一|half|半)$/i

/** What the recognisers find, in the words of the cases: as much of it as has a kind there. */
export function recognise(text: string, language: 'en' | 'zh', today: string): readonly Labelled[] {
  const culture = language === 'en' ? 'en-us' : 'zh-cn'
  const run = (name: string, ...rest: [number?, Date?]) =>
    suite[`recognize${name}`]?.(text, culture, ...rest) ?? []
  const reference = new Date(`${today}T10:00:00`)
  const hasFewNumerals = (text.match(NUMERALS)?.length ?? 0) <= MOST_NUMERALS
  return [
    ...run('URL').map((one) => labelled('url', one, one.text)),
    ...run('Email').map((one) => labelled('email', one, one.text.toLowerCase())),
    ...run('PhoneNumber').map((one) => labelled('phone', one, phoneOf(one.text))),
    ...run('Currency').map((one) => labelled('amount', one, amountOf(one))),
    ...run('Percentage').map((one) => labelled('number', one, one.resolution?.value ?? '')),
    ...(hasFewNumerals ? dates(run('DateTime', 0, reference), culture, reference) : []),
    ...(hasFewNumerals ? run('Number') : [])
      .filter((one) => !ONE.test(one.text))
      .map((one) => labelled('number', one, one.resolution?.value ?? '')),
  ]
}

function labelled(kind: string, { start, end }: Recognised, value: string): Labelled {
  return { kind, start, end: end + 1, value }
}

function phoneOf(text: string): string {
  return `${text.startsWith('+') || text.startsWith('00') ? '+' : ''}${text.replace(/^00/, '').replace(/\D/g, '')}`
}

function amountOf({ resolution }: Recognised): string {
  const { value = '', unit = '', isoCurrency } = resolution ?? {}
  return `${Number(value).toFixed(2)} ${isoCurrency ?? CURRENCIES[unit] ?? unit}`
}

/** Date and time in one become two, as the cases have them. */
function dates(found: readonly Recognised[], culture: string, reference: Date): readonly Labelled[] {
  return found.flatMap((one) => {
    if (!one.typeName.endsWith('.datetime')) return date(one)
    const parts = suite['recognizeDateTime']?.(one.text, culture, SPLIT_DATE_AND_TIME, reference) ?? []
    return parts.flatMap((part) =>
      date({ ...part, start: part.start + one.start, end: part.end + one.start }),
    )
  })
}

/** Weeks, durations and spans of time have no kind in the cases. */
function date(one: Recognised): readonly Labelled[] {
  const [first] = one.resolution?.values ?? []
  const timex = first?.timex ?? ''
  if (one.typeName.endsWith('.time')) return [labelled('time', one, (first?.value ?? '').slice(0, 5))]
  const said = timex.replace(/^XXXX-XX-(\d\d)$/, '---$1').replace(/^XXXX-(?=\d)/, '--')
  if (/^(?:\d{4}|-)(?:-\d\d){1,2}$|^\d{4}$|^---\d\d$/.test(said)) return [labelled('date', one, said)]
  // A weekday, of which the second value is the one to come.
  const values = one.resolution?.values ?? []
  return one.typeName.endsWith('.date') ? [labelled('date', one, values.at(-1)?.value ?? '')] : []
}
