import { Fragment, type ReactNode } from 'react'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { SideHeading, SideLink, SideNav } from '../../ui/side-nav.tsx'
import styles from './admin-layout.module.css'
import { pagesFor } from './admin-pages.ts'

/** The pages of the area at the left, the one that is open beside them. */
export function AdminLayout({ children }: { children: ReactNode }) {
  const { t } = useTranslation(['admin', 'translation'])
  const { permissions } = useSession()
  return (
    <div className={styles.frame}>
      <SideNav label={t('translation:areas.admin')}>
        {pagesFor(permissions).map((group) => (
          <Fragment key={group.id}>
            <SideHeading>{t(`groups.${group.id}`)}</SideHeading>
            {group.pages.map(({ id, to, icon: Icon }) => (
              <SideLink
                key={id}
                to={to}
                name={t(`pages.${id}`)}
                icon={<Icon size={16} stroke={1.7} aria-hidden="true" />}
              />
            ))}
          </Fragment>
        ))}
      </SideNav>
      {children}
    </div>
  )
}
