import { exactDecimal, fitDigits } from '../bson/decimal.ts'

/** A double as C's `%g` writes it, which is how MongoDB turns doubles into text: six digits, exponents of two. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const { coefficient, exponent: scale } = fitDigits(exactDecimal(value), 6)
  const rounded = Number(`${coefficient}e${scale}`)
  const [mantissa = '0', power = '0'] = rounded.toExponential(5).split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return withoutZeros(rounded.toFixed(5 - exponent))
  const digits = String(Math.abs(exponent)).padStart(2, '0')
  return `${withoutZeros(mantissa)}e${exponent < 0 ? '-' : '+'}${digits}`
}

function withoutZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
