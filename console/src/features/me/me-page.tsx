import { IconBell, IconKeyboard, IconPalette, IconShieldLock, IconUserCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { usePreferences } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Page } from '../../ui/page.tsx'
import { SideHeading, SideLink, SideNav } from '../../ui/side-nav.tsx'
import styles from './me.module.css'

const parts = [
  { to: '/me', name: 'profile', icon: IconUserCircle },
  { to: '/me/appearance', name: 'appearance', icon: IconPalette },
  { to: '/me/keyboard', name: 'keyboard', icon: IconKeyboard },
  { to: '/me/notifications', name: 'notifications', icon: IconBell },
  { to: '/me/security', name: 'security', icon: IconShieldLock },
] as const

/** The frame of what a person sets about themselves. */
export function MePage({ part, children }: { part: (typeof parts)[number]['name']; children: ReactNode }) {
  const { t } = useTranslation(['me', 'translation'])
  const problem = usePreferences((state) => state.problem)
  return (
    <Page
      title={t(part)}
      hint={t(`${part}Hint`)}
      width="reading"
      side={
        <SideNav label={t('title')}>
          <SideHeading>{t('title')}</SideHeading>
          {parts.map(({ to, name, icon: Icon }) => (
            <SideLink
              key={name}
              to={to}
              exact
              name={t(name)}
              icon={<Icon size={17} stroke={1.7} aria-hidden="true" />}
            />
          ))}
        </SideNav>
      }
    >
      {problem && (
        <p className={styles.problem} role="alert">
          {t('unsaved')} {t(`translation:errors.${problem}`)}
        </p>
      )}
      {children}
    </Page>
  )
}
