import type { Language } from './i18n.ts'

const locale = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB')

/** What Intl makes costs a list row as much as the row itself: each is made once. */
function once<Format>(make: (language: Language, asked: object) => Format) {
  const made = new Map<string, Format>()
  return (language: Language, asked: object = {}): Format => {
    const key = `${language}${JSON.stringify(asked)}`
    const known = made.get(key) ?? make(language, asked)
    made.set(key, known)
    return known
  }
}

export const dateFormat: (language: Language, asked: Intl.DateTimeFormatOptions) => Intl.DateTimeFormat =
  once((language, asked) => new Intl.DateTimeFormat(locale(language), asked))
export const numberFormat: (language: Language, asked: Intl.NumberFormatOptions) => Intl.NumberFormat = once(
  (language, asked) => new Intl.NumberFormat(locale(language), asked),
)
export const listFormat = once(
  (language) => new Intl.ListFormat(locale(language), { style: 'short', type: 'conjunction' }),
)
export const languageNames = once((language) => new Intl.DisplayNames(locale(language), { type: 'language' }))
