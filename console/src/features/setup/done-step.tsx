import { IconArrowRight } from '@tabler/icons-react'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from '../../lib/use-translation.ts'
import { FrontDoor } from '../../ui/front-door.tsx'
import styles from './done-step.module.css'

/** What most do next. */
export function DoneStep() {
  const { t } = useTranslation('entrance')
  const links: { to: NonNullable<LinkProps['to']>; name: string }[] = [
    { to: '/admin/people', name: t('setup.invite') },
    { to: '/admin/company', name: t('setup.articles') },
    { to: '/inbox', name: t('setup.inbox') },
  ]
  return (
    <FrontDoor title={t('setup.done')} subtitle={t('setup.doneHint')}>
      <ul className={styles.list}>
        {links.map(({ to, name }, index) => (
          <li key={to}>
            <Link className={styles.link} to={to} autoFocus={index === 0}>
              {name}
              <IconArrowRight size={16} aria-hidden="true" />
            </Link>
          </li>
        ))}
      </ul>
    </FrontDoor>
  )
}
