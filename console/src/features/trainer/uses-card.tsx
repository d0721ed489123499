import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { clockTime, fullTime, shortDate } from '../../lib/format.ts'
import { usesQuery } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Card } from '../../ui/page.tsx'
import { LoadFailed } from './load-state.tsx'
import table from './table.module.css'

/** Who put which version to use, when and why: of all of them, or of one. */
export function UsesCard({ version, inUse = false }: { version?: string; inUse?: boolean }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const { data, error, refetch } = useQuery(usesQuery)
  const uses = data?.filter((use) => version === undefined || use.version === version)
  return (
    <Card id="uses" title={t('uses.title')}>
      {error && !data && <LoadFailed error={error} onRetry={() => void refetch()} />}
      {uses?.length === 0 && (
        <p className={table.quiet}>{t(version === undefined || inUse ? 'uses.none' : 'uses.never')}</p>
      )}
      {uses && uses.length > 0 && (
        <div className={table.scroll}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('uses.when')}</th>
                <th scope="col">{t('uses.what')}</th>
                <th scope="col">{t('uses.by')}</th>
                <th scope="col">{t('uses.why')}</th>
              </tr>
            </thead>
            <tbody>
              {uses.map((use) => (
                <tr key={use.at}>
                  <td title={fullTime(use.at, language)}>
                    {shortDate(use.at, language, Date.now())}, {clockTime(use.at, language)}
                  </td>
                  <td>
                    {t(use.back ? 'uses.back' : 'uses.use')}{' '}
                    {version === undefined && (
                      <Link to="/trainer/versions/$id" params={{ id: use.version }} className={table.link}>
                        {use.version}
                      </Link>
                    )}
                  </td>
                  <td>{use.by}</td>
                  <td className={table.wide}>{use.note ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}
