import { type Extractor, matchAt } from './source.ts'

const NUMBER = '\\d{1,9}(?:[.,]\\d{3}){0,4}(?:[.,]\\d{1,2})?(?![\\d])'
const SIGNS: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  $: 'USD',
  us$: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  美元: 'USD',
  美金: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  英镑: 'GBP',
  '¥': 'CNY',
  '￥': 'CNY',
  cny: 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  元: 'CNY',
  块: 'CNY',
  块钱: 'CNY',
  人民币: 'CNY',
}
const BEFORE = new RegExp(`(us\\$|[€$£¥￥]|(?:eur|usd|gbp|cny|rmb)(?![a-z])) {0,2}(${NUMBER})`, 'iy')
const AFTER = new RegExp(
  `(${NUMBER}) {0,2}([€$£¥￥]|(?:euros?|eur|usd|dollars?|bucks|gbp|pounds?|quid|cny|rmb|yuan)(?![a-z])|欧元|美元|美金|英镑|人民币|块钱|元|块)`,
  'iy',
)

/** Finds a sum of money; the value is `12.50 EUR`. The sign ¥ is read as yuan. */
export const extractAmount: Extractor = (text, at) => {
  const before = matchAt(BEFORE, text, at)
  if (before) return found(at, before, { sign: before[1], number: before[2] })
  const after = matchAt(AFTER, text, at)
  return after && found(at, after, { sign: after[2], number: after[1] })
}

function found(
  at: number,
  match: RegExpExecArray,
  parts: { sign?: string | undefined; number?: string | undefined },
) {
  const currency = SIGNS[(parts.sign ?? '').toLowerCase()] ?? 'USD'
  return {
    kind: 'amount' as const,
    end: at + match[0].length,
    value: `${plainNumber(parts.number ?? '').toFixed(2)} ${currency}`,
  }
}

/** Reads `1,234.50`, `1.234,50` and `12,5`: the last mark before one or two digits is the decimal one. */
export function plainNumber(written: string): number {
  const decimal = /[.,](\d{1,2})$/.exec(written)
  const whole = (decimal ? written.slice(0, decimal.index) : written).replace(/[.,]/g, '')
  return Number(decimal ? `${whole}.${decimal[1]}` : whole)
}
