import i18next, { type FormatterModule } from 'i18next'
import { type AreaWords, areasAtStart, areaWords } from './messages/areas.ts'
import { en } from './messages/en.ts'
import { readStored, writeStored } from './stored.ts'

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

const STORED_AS = 'parley.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en } & AreaWords
  }
}

const loaded = new Set<keyof AreaWords>(areasAtStart)

/** Numbers inside sentences, as the language groups them; everything else as it comes. */
export const numbersByLocale: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language) =>
    typeof value === 'number' ? value.toLocaleString(language) : (value as string),
}

export async function startI18n(): Promise<void> {
  await i18next.use(numbersByLocale).init({
    resources: { en: { translation: en } },
    ns: ['translation'],
    defaultNS: 'translation',
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false, alwaysFormat: true },
    returnNull: false,
  })
  await setLanguage(preferredLanguage())
}

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'zh' && !i18next.hasResourceBundle('zh', 'translation')) {
    const { zh } = await import('./messages/zh.ts')
    i18next.addResourceBundle('zh', 'translation', zh)
  }
  await Promise.all([...loaded].map((area) => addWords(language, area)))
  await i18next.changeLanguage(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  writeStored(STORED_AS, language)
}

/** Fetches the words of an area beside its code: called by whatever loads the area, before it is drawn. */
export async function loadWords(area: keyof AreaWords): Promise<void> {
  loaded.add(area)
  await addWords(currentLanguage(), area)
}

async function addWords(language: Language, area: keyof AreaWords): Promise<void> {
  if (i18next.hasResourceBundle(language, area)) return
  i18next.addResourceBundle(language, area, await areaWords[area][language]())
}

export function currentLanguage(): Language {
  return i18next.language === 'zh' ? 'zh' : 'en'
}

function preferredLanguage(): Language {
  const stored = readStored(STORED_AS)
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
