import { isDay } from './calendar.ts'
import { type Extractor, matchAt, startOf } from './source.ts'

const ID = /([1-9]\d{5})[ -]?(\d{8})[ -]?(\d{3}[\dx])(?![0-9a-z])/y
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_SIGNS = '10X98765432'

/** Finds a Chinese resident id with a day of birth and a right check digit; the value shows only the last four. */
export const extractId: Extractor = (scan, index) => {
  const at = startOf(scan, index)
  const match = matchAt(ID, scan.lower, at)
  if (match === undefined) return undefined
  const id = `${match[1]}${match[2]}${match[3]}`.toUpperCase()
  if (!isResidentId(id)) return undefined
  return { kind: 'id', end: at + match[0].length, value: `${'•'.repeat(14)}${id.slice(-4)}` }
}

/** Checks date and check digit of 18 signs in capitals (GB 11643-1999; ISO 7064, MOD 11-2). */
export function isResidentId(id: string): boolean {
  const birth = {
    year: Number(id.slice(6, 10)),
    month: Number(id.slice(10, 12)),
    day: Number(id.slice(12, 14)),
  }
  if (birth.year < 1850 || birth.year > 2100 || !isDay(birth)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * (id.charCodeAt(at) - 48), 0)
  return CHECK_SIGNS[sum % 11] === id[17]
}
