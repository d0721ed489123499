import type { SessionInfo } from '@parley/server/contract'
import { knownCompany } from '../../lib/company.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { LanguageSwitch } from '../../ui/language-switch.tsx'
import { Mark } from '../../ui/mark.tsx'
import { SignInForm } from './sign-in-form.tsx'
import styles from './sign-in-page.module.css'

export interface SignInPageProps {
  ended: boolean
  onSignedIn: (session: SessionInfo) => void
}

export function SignInPage({ ended, onSignedIn }: SignInPageProps) {
  const { t } = useTranslation()
  const company = knownCompany()
  return (
    <main className={styles.page}>
      <title>{t('signIn.title')}</title>
      <div className={styles.card}>
        <Mark size={44} />
        <h1 className={styles.title}>{t('signIn.title')}</h1>
        <p className={styles.subtitle}>
          {company ? t('signIn.subtitle', { company }) : t('signIn.subtitlePlain')}
        </p>
        {ended && (
          <p className={styles.ended} role="status">
            {t('signIn.ended')}
          </p>
        )}
        <SignInForm onSignedIn={onSignedIn} />
      </div>
      <LanguageSwitch />
    </main>
  )
}
