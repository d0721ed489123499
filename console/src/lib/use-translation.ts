import i18next, { type DefaultNamespace, type Namespace, type TFunction } from 'i18next'
import { createContext, useContext } from 'react'
import type { Language } from './i18n.ts'

/** The language on the screen: whoever reads it is drawn again when it changes. */
export const LanguageContext = createContext<Language>('en')

/** For `useSyncExternalStore`: calls back when the language on the screen has changed. */
export function onLanguageChange(callback: () => void): () => void {
  i18next.on('languageChanged', callback)
  return () => i18next.off('languageChanged', callback)
}

/**
 * The words of the language on the screen: `t('thread.log')`. The words of an area are fetched before it is drawn
 * (`loadWords`). A desk asks for words some thousand times a minute, nearly always for the same plain ones: these are
 * looked up once, and nothing is subscribed to for them.
 */
export function useTranslation<const Spaces extends Namespace = DefaultNamespace>(
  spaces?: Spaces,
): { t: TFunction<Spaces> } {
  return translatorOf(useContext(LanguageContext), spaces) as { t: TFunction<Spaces> }
}

const translators = new Map<string, { t: TFunction }>()

function translatorOf(language: Language, spaces: Namespace | undefined): { t: TFunction } {
  const id = `${language} ${spaces ?? ''}`
  const known = translators.get(id)
  if (known) return known
  const made = { t: rememberingPlain(i18next.getFixedT(language, spaces ?? null) as TFunction) }
  translators.set(id, made)
  return made
}

function rememberingPlain(translate: TFunction): TFunction {
  const known = new Map<string, string>()
  const plain = (key: string): string => {
    const remembered = known.get(key)
    if (remembered !== undefined) return remembered
    const words = translate(key as never) as string
    // The words of an area may still be on their way.
    if (words !== '' && !key.endsWith(words)) known.set(key, words)
    return words
  }
  return ((key: string, values?: object) =>
    values === undefined && typeof key === 'string'
      ? plain(key)
      : translate(key as never, values as never)) as unknown as TFunction
}
