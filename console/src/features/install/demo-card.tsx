import { Button } from '@mantine/core'
import type { InstallInfo } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { REMOVE_DEMO } from '../../lib/install-api.ts'
import { useSession } from '../../lib/session.ts'
import { isUnderWay, tasksQuery } from '../../lib/tasks.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import form from '../../ui/form.module.css'
import { TaskProgress } from '../../ui/task-progress.tsx'
import styles from './demo-card.module.css'
import { RemoveForm } from './remove-form.tsx'
import { RemovedNote } from './removed-note.tsx'

/** The demo data as it stands: not here, to be removed, on its way out, gone. */
export function DemoCard({ info }: { info: InstallInfo }) {
  const { t } = useTranslation('install')
  const { user } = useSession()
  const { data: tasks } = useQuery({ ...tasksQuery(REMOVE_DEMO), enabled: info.demo !== 'none' })
  const task = tasks?.find(isUnderWay)
  if (info.demo === 'none') return <p>{t('demo.none')}</p>
  if (task) return <TaskProgress task={task} label={t('demo.removing')} />
  if (info.demo === 'removed') return <RemovedNote info={info} />
  return (
    <div className={styles.stack}>
      {info.demo === 'removing' ? (
        <p className={form.problem}>{t('demo.stopped')}</p>
      ) : (
        <p className={styles.lead}>{t('demo.there')}</p>
      )}
      <Consequences />
      {user.demo ? <NeedsOwnAdmin info={info} /> : <RemoveForm info={info} />}
    </div>
  )
}

function Consequences() {
  const { t } = useTranslation('install')
  const goes = ['goesPeople', 'goesCustomers', 'goesShop'] as const
  const stays = ['staysOwn', 'staysWent', 'staysChanged'] as const
  return (
    <div className={styles.columns}>
      <section aria-labelledby="demo-goes">
        <h3 id="demo-goes" className={styles.heading}>
          {t('demo.goes')}
        </h3>
        <ul className={styles.list}>
          {goes.map((key) => (
            <li key={key}>{t(`demo.${key}`)}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="demo-stays">
        <h3 id="demo-stays" className={styles.heading}>
          {t('demo.stays')}
        </h3>
        <ul className={styles.list}>
          {stays.map((key) => (
            <li key={key}>{t(`demo.${key}`)}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

/** The demo logins go with the demo: who may remove it has to be somebody who stays. */
function NeedsOwnAdmin({ info }: { info: InstallInfo }) {
  const { t } = useTranslation('install')
  return (
    <div className={form.told}>
      <strong>{t('demo.needOwn')}</strong>
      <p>{t('demo.needOwnHint')}</p>
      {info.ownAdmin ? (
        <p>{t('demo.ownThere')}</p>
      ) : (
        <ol className={styles.steps}>
          <li>{t('demo.stepInvite')}</li>
          <li>{t('demo.stepJoin')}</li>
          <li>{t('demo.stepBack')}</li>
        </ol>
      )}
      <Button component={Link} to="/admin/people" variant="default" size="compact-md">
        {t('demo.invite')}
      </Button>
    </div>
  )
}
