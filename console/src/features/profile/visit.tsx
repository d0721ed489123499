import type { CustomerProfile } from '@parley/server/contract'
import { fullTime } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './profile-panel.module.css'

/** Where the customer was when they last opened the chat, and with what. */
export function Visit({ visit }: { visit: CustomerProfile['visit'] }) {
  const { t } = useTranslation('profile')
  const language = useLanguage()
  if (!visit) return null
  const { page, title, referrer, browser, system, userAgent } = visit
  const machine = [browser, system].filter(Boolean).join(' · ')
  return (
    <section className={styles.section} aria-labelledby="profile-visit">
      <h3 id="profile-visit">{t('visit')}</h3>
      <dl className={styles.facts}>
        <Fact label={t('visitPage')}>{page && <Address address={page} words={title} />}</Fact>
        <Fact label={t('visitFrom')}>{referrer && <Address address={referrer} words={undefined} />}</Fact>
        <Fact label={t('visitBrowser')}>{machine !== '' && <span title={userAgent}>{machine}</span>}</Fact>
        <Fact label={t('visitAt')}>{fullTime(visit.at, language)}</Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  if (!children) return null
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The server lets through web addresses only; this is the second lock. */
function Address({ address, words }: { address: string; words: string | undefined }) {
  const shown = words || address.replace(/^https?:\/\//, '')
  if (!/^https?:\/\//.test(address)) return shown
  return (
    <a href={address} target="_blank" rel="noopener noreferrer nofollow" title={address}>
      {shown}
    </a>
  )
}
