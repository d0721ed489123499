import type { InstallInfo } from '@parley/server/contract'
import { Link } from '@tanstack/react-router'
import { clockTime, shortDate } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import styles from './demo-card.module.css'

/** When it went, by whom, and what of it stayed. */
export function RemovedNote({ info: { removal } }: { info: InstallInfo }) {
  const { t } = useTranslation('install')
  const { t: tAdmin } = useTranslation('admin')
  const language = useLanguage()
  if (!removal) return null
  const { by, at, endedAt, kept } = removal
  const sections = (kept?.settings ?? []).map((id) => (isPage(id) ? tAdmin(`pages.${id}`) : id))
  const lines = [
    ...(kept && kept.conversations > 0 ? [t('demo.keptConversations', { count: kept.conversations })] : []),
    ...(kept && kept.customers > 0 ? [t('demo.keptCustomers', { count: kept.customers })] : []),
    ...(kept && kept.articles > 0 ? [t('demo.keptArticles', { count: kept.articles })] : []),
    ...(sections.length > 0 ? [t('demo.keptSettings', { list: sections.join(', ') })] : []),
    ...(kept?.widget ? [t('demo.keptWidget')] : []),
  ]
  const done = endedAt ?? at
  const when = `${shortDate(done, language, 0)}, ${clockTime(done, language)}`
  return (
    <div className={styles.stack}>
      <p className={form.good}>{t('demo.removed', { when, name: by })}</p>
      {lines.length > 0 ? (
        <div>
          <p>{t('demo.kept')}</p>
          <ul className={styles.list}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      ) : (
        <p>{t('demo.nothingKept')}</p>
      )}
      <p>
        <Link className={form.link} to="/admin/company">
          {t('demo.rename')}
        </Link>{' '}
        <Link className={form.link} to="/admin/widget">
          {t('demo.widget')}
        </Link>
      </p>
    </div>
  )
}

const pages = ['company', 'queues', 'outcomes', 'teams', 'tags', 'fields', 'hours', 'bot'] as const

function isPage(id: string): id is (typeof pages)[number] {
  return pages.some((page) => page === id)
}
