import { type FloatingPosition, UnstyledButton } from '@mantine/core'
import { IconAdjustments, IconKeyboard, IconLogout, IconShieldLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { handlerOf } from '../lib/commands.ts'
import { languages } from '../lib/i18n.ts'
import { changePreferences, usePreference } from '../lib/preferences.ts'
import { useSession } from '../lib/session.ts'
import { useLanguage } from '../lib/use-format.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { AnchoredPanel } from '../ui/anchored.tsx'
import { CommandKeys } from '../ui/kbd.tsx'
import { languageOwnNames } from '../ui/language-switch.tsx'
import { RadioList } from '../ui/radio-list.tsx'
import styles from './account-menu.module.css'
import { usePresence } from './use-presence.ts'
import { useSignOut } from './use-sign-out.ts'

export interface AccountMenuProps {
  at: RefObject<HTMLElement | null>
  position: FloatingPosition
  onClose: () => void
}

/** Presence, looks and language, and the way to one's own pages and out. */
export function AccountMenu({ at, position, onClose }: AccountMenuProps) {
  return (
    <AnchoredPanel at={at} position={position} width={268} onClose={onClose}>
      <Account onClose={onClose} />
    </AnchoredPanel>
  )
}

function Account({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const signOut = useSignOut()
  const showKeys = () => {
    onClose()
    handlerOf('help')?.()
  }
  return (
    <div className={styles.panel} role="dialog" aria-label={user.name}>
      <div className={styles.who}>
        <strong>{user.name}</strong>
        <span>{user.email}</span>
      </div>
      <Settings />
      <div className={styles.actions}>
        <Link to="/me" className={styles.action} onClick={onClose}>
          <IconAdjustments size={16} stroke={1.7} aria-hidden="true" />
          {t('shell.preferences')}
          <CommandKeys command="preferences" />
        </Link>
        <UnstyledButton className={styles.action} onClick={showKeys}>
          <IconKeyboard size={16} stroke={1.7} aria-hidden="true" />
          {t('shell.help')}
          <CommandKeys command="help" />
        </UnstyledButton>
        <Link className={styles.action} to="/me/security" onClick={onClose}>
          <IconShieldLock size={16} stroke={1.7} aria-hidden="true" />
          {t('shell.security')}
        </Link>
        <UnstyledButton className={styles.action} onClick={signOut}>
          <IconLogout size={16} stroke={1.7} aria-hidden="true" />
          {t('shell.signOut')}
        </UnstyledButton>
      </div>
    </div>
  )
}

function Settings() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { presence, setPresence } = usePresence()
  const theme = usePreference('theme')
  return (
    <div className={styles.settings}>
      <RadioList
        label={t('shell.presence')}
        options={(['online', 'away'] as const).map((id) => ({ id, name: t(`shell.${id}`) }))}
        value={presence === 'offline' ? undefined : presence}
        onChange={setPresence}
      />
      <RadioList
        label={t('shell.theme')}
        options={[
          { id: 'light' as const, name: t('shell.light') },
          { id: 'dark' as const, name: t('shell.dark') },
          { id: 'auto' as const, name: t('shell.system') },
        ]}
        value={theme}
        onChange={(next) => changePreferences({ theme: next })}
      />
      <RadioList
        label={t('shell.language')}
        options={languages.map((id) => ({ id, name: languageOwnNames[id] }))}
        value={language}
        onChange={(next) => changePreferences({ language: next })}
      />
    </div>
  )
}
