import { DIGITS, HAN } from './pieces.ts'
import { endOf, isGlued, lengthOf, matchAt, type Scan, startOf, typeOf } from './source.ts'

const TAIL = /(?:[-./_:#+][0-9a-z]+)+/y
const IBAN = /[a-z]{2}\d{2}(?: ?[a-z]{4})?(?: ?\d{4}){2,7}(?: ?\d{1,4})?(?![0-9a-z])/y
/** `192.168.0.1`, `2.3.1`, `978-3-16-148410-0`, `3合1`, `7x24`, `aa:bb:cc:dd`. */
const ROWS: readonly RegExp[] = [
  /\d+(?:\.\d+){2,7}(?:[-+][0-9a-z.]+)?/y,
  /\d+(?:-\d+){2,8}(?:-?x)?/y,
  /\d+(?: ?[x*×] ?\d+){1,3}(?![0-9])/y,
  /\d+合[一\d]/y,
  /[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){3,7}/y,
]
const GROUPS = /\d{2,6}(?: \d{2,6}){2,6}(?!\d)/y
/** Three groups of so many digits are no three numbers. */
const MOST_IN_GROUPS = 5
const LONGEST_COUNT = 6

/** Where a code ends, with what is glued to it and with the groups of an IBAN: nothing in it is read. */
export function codeEnd(scan: Scan, index: number): number {
  const at = startOf(scan, index)
  const iban = matchAt(IBAN, scan.lower, at)
  const end = iban ? at + iban[0].length : endOf(scan, index)
  return end + (matchAt(TAIL, scan.lower, end)?.[0].length ?? 0)
}

/** Where a row of digits ends that names something instead of counting; undefined when it may count. */
export function identifierEnd(scan: Scan, index: number): number | undefined {
  if (typeOf(scan, index) !== DIGITS) return undefined
  const at = startOf(scan, index)
  if (isGlued(scan, index + 1) && typeOf(scan, index + 1) !== DIGITS) {
    for (const row of ROWS) {
      const match = matchAt(row, scan.lower, at)
      if (match) return codeTail(scan, at + match[0].length)
    }
    const isCode =
      typeOf(scan, index + 1) !== HAN &&
      /[a-z]\d/.test(scan.lower.slice(endOf(scan, index), endOf(scan, index + 1)))
    if (isCode) return codeEnd(scan, index + 1)
  }
  const groups = matchAt(GROUPS, scan.lower, at)?.[0]
  if (groups && groups.replaceAll(' ', '').length > MOST_IN_GROUPS) return at + groups.length
  return lengthOf(scan, index) > LONGEST_COUNT ? codeTail(scan, endOf(scan, index)) : undefined
}

function codeTail(scan: Scan, end: number): number {
  return end + (matchAt(TAIL, scan.lower, end)?.[0].length ?? 0)
}
