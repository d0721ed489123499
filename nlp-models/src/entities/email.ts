import { type Extractor, matchAt, startOf } from './source.ts'

// Lengths by RFC 5321: 64 before the @, labels up to 63.
const EMAIL =
  /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9][a-z0-9-]{0,62}){0,6}\.[a-z]{2,24}(?![a-z0-9@])/y

/** Finds an e-mail address; the value is in lower case. */
export const extractEmail: Extractor = (scan, index) => {
  const at = startOf(scan, index)
  const match = matchAt(EMAIL, scan.lower, at)
  return match && { kind: 'email', end: at + match[0].length, value: match[0] }
}
