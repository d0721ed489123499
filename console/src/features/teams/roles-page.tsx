import type { RoleTable } from '@parley/server/contract'
import { IconCheck, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { peopleEn } from '../../lib/messages/people-en.ts'
import { rolesQuery } from '../../lib/people-api.ts'
import { roles } from '../../lib/roles.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import form from '../../ui/form.module.css'
import { Card, Page } from '../../ui/page.tsx'
import styles from './roles-page.module.css'

type Right = RoleTable['rights'][number]

const groups = [
  { id: 'groupThreads', has: (verb: string) => verb.startsWith('thread.') },
  {
    id: 'groupSettings',
    has: (verb: string) => /^(settings|tags|people|install|training|knowledge)\./.test(verb),
  },
  { id: 'groupDesk', has: () => true },
] as const

/** What each role may do, as the one authorisation function says it. */
export function RolesPage() {
  const { t } = useTranslation(['people', 'admin'])
  const { data, error, refetch } = useQuery(rolesQuery)
  const rights = data?.rights ?? []
  return (
    <Page title={t('admin:pages.roles')} hint={t('roles.hint')}>
      {error && <ErrorState title={t('roles.failed')} error={error} onRetry={() => void refetch()} />}
      <div className={styles.groups}>
        {groups.map(({ id, has }, index) => {
          const former = groups.slice(0, index)
          const own = rights.filter(({ verb }) => has(verb) && !former.some((group) => group.has(verb)))
          return own.length > 0 ? <RightsTable key={id} id={id} rights={own} /> : null
        })}
      </div>
      {data && (
        <p className={`${form.hint} ${styles.legend}`}>
          {t('roles.legendSome')} {t('roles.legendOwn')}
        </p>
      )}
    </Page>
  )
}

function RightsTable({ id, rights }: { id: (typeof groups)[number]['id']; rights: readonly Right[] }) {
  const { t } = useTranslation('people')
  return (
    <Card title={t(`roles.${id}`)} id={`rights-${id}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard */}
      <section className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('roles.right')}</th>
              {roles.map((role) => (
                <th key={role} scope="col">
                  {t(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rights.map(({ verb, scopes }) => (
              <tr key={verb}>
                <th scope="row">
                  <VerbWords verb={verb} />
                </th>
                {roles.map((role) => (
                  <td key={role} data-scope={scopes[role]}>
                    {scopes[role] === 'all' && <IconCheck size={15} aria-hidden="true" />}
                    {scopes[role] === 'none' && <IconMinus size={15} aria-hidden="true" />}
                    <span className={scopes[role] === 'none' ? 'visually-hidden' : undefined}>
                      {t(`roles.${scopes[role]}`)}
                    </span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  )
}

/** A right that nobody has found words for yet shows its name. */
function VerbWords({ verb }: { verb: string }) {
  const { t } = useTranslation('people')
  const key = verb.replace('.', '_')
  return isKnown(key) ? t(`verbs.${key}`) : <code>{verb}</code>
}

function isKnown(key: string): key is keyof typeof peopleEn.verbs {
  return key in peopleEn.verbs
}
