import { type Extractor, matchAt } from './source.ts'

const URL_START = /(?:https?:\/\/|www\.)[^\s<>"'，。！？、；：（）【】《》\u4e00-\u9fff]{3,2000}/iy
const TRAILING = /[.,;:!?)\]]+$/

/** Finds a web address; the closing punctuation of the sentence is not part of it. */
export const extractUrl: Extractor = (text, at) => {
  const match = matchAt(URL_START, text, at)
  if (match === undefined) return undefined
  const value = match[0].replace(TRAILING, '')
  return { kind: 'url', end: at + value.length, value }
}
