import { type Extractor, matchAt, startOf } from './source.ts'

const URL_START = /(?:https?:\/\/|www\.)[^\s<>"'“”‘’，。！？、；：（）【】《》\u4e00-\u9fff]{3,2000}/iy
const TRAILING = /[.,;:!?*~…]/

/** Finds a web address that begins with http or www; the closing punctuation of the sentence is not part of it. */
export const extractUrl: Extractor = (scan, index) => {
  const at = startOf(scan, index)
  const match = matchAt(URL_START, scan.text, at)
  if (match === undefined) return undefined
  const value = match[0].slice(0, closedLength(match[0]))
  return { kind: 'url', end: at + value.length, value }
}

/** Without marks at the end, and without a bracket that was opened before the address. */
function closedLength(address: string): number {
  let surplus = address.split(')').length - address.split('(').length
  let length = address.length
  for (; length > 0; length--) {
    const last = address[length - 1] ?? ''
    if (last === ')' && surplus > 0) surplus--
    else if (!TRAILING.test(last) && last !== ']') break
  }
  return length
}
