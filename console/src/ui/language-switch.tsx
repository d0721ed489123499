import { languages, setLanguage } from '../lib/i18n.ts'
import { useLanguage } from '../lib/use-format.ts'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './language-switch.module.css'

/** Each language is written in itself: whoever cannot read this page finds theirs. */
export const languageOwnNames = { en: 'English', zh: '中文' } as const

export function LanguageSwitch() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <fieldset className={styles.root} aria-label={t('shell.language')}>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          className={styles.button}
          lang={each}
          aria-pressed={language === each}
          onClick={() => void setLanguage(each)}
        >
          {languageOwnNames[each]}
        </button>
      ))}
    </fieldset>
  )
}
