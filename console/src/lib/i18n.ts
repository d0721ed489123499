import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './messages/en.ts'
import { readStored, writeStored } from './stored.ts'

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

const STORED_AS = 'parley.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await setLanguage(preferredLanguage())
}

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'zh' && !i18next.hasResourceBundle('zh', 'translation')) {
    const { zh } = await import('./messages/zh.ts')
    i18next.addResourceBundle('zh', 'translation', zh)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  writeStored(STORED_AS, language)
}

export function currentLanguage(): Language {
  return i18next.language === 'zh' ? 'zh' : 'en'
}

function preferredLanguage(): Language {
  const stored = readStored(STORED_AS)
  if (stored === 'en' || stored === 'zh') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
