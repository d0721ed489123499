import type { Language } from '../understanding.ts'

const ANY_HAN = /\p{Script=Han}/u
const ANY_LATIN = /\p{Script=Latin}/u
const HAN = /\p{Script=Han}/gu
const LATIN_WORD = /\p{Script=Latin}+/gu

// Longer texts have shown their language long before this.
const CHARACTERS_READ = 1000

/**
 * Tells English from Chinese by script; in mixed text a Chinese character weighs as much as a Latin word,
 * so a product name does not turn a Chinese question into English. Without letters the hint decides.
 */
export function detectLanguage(text: string, hint: Language = 'en'): Language {
  const head = text.length > CHARACTERS_READ ? text.slice(0, CHARACTERS_READ) : text
  // Nearly every text has one of the two; only where both stand are they counted.
  if (!ANY_HAN.test(head)) return ANY_LATIN.test(head) ? 'en' : hint
  const han = count(head, HAN)
  const latin = count(head, LATIN_WORD)
  return han >= latin ? 'zh' : 'en'
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
