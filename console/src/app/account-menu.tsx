import { type FloatingPosition, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { handlerOf } from '../lib/commands.ts'
import { languages, setLanguage } from '../lib/i18n.ts'
import { useSession } from '../lib/session.ts'
import { useLanguage } from '../lib/use-format.ts'
import { Avatar } from '../ui/avatar.tsx'
import { CommandKeys } from '../ui/kbd.tsx'
import { languageOwnNames } from '../ui/language-switch.tsx'
import '../ui/mantine-menu.css'
import styles from './account-menu.module.css'
import { usePresence } from './use-presence.ts'
import { useSignOut } from './use-sign-out.ts'

const schemes = [
  { value: 'light', icon: IconSun, label: 'shell.light' },
  { value: 'dark', icon: IconMoon, label: 'shell.dark' },
  { value: 'auto', icon: IconDeviceDesktop, label: 'shell.system' },
] as const

export function AccountMenu({ position }: { position: FloatingPosition }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const { presence } = usePresence()
  const signOut = useSignOut()
  return (
    <Menu position={position} width={230} offset={8}>
      <Menu.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={t('shell.account', { name: user.name, presence: t(`shell.${presence}`) })}
        >
          <Avatar id={user.id} name={user.name} size={34} />
          <span className={styles.dot} data-presence={presence} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.who}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
        </div>
        <PresenceItems />
        <SchemeItems />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} />}
          rightSection={<CommandKeys command="help" />}
          onClick={() => handlerOf('help')?.()}
        >
          {t('shell.help')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function PresenceItems() {
  const { t } = useTranslation()
  const { presence, setPresence } = usePresence()
  return (
    <>
      <Menu.Label>{t('shell.presence')}</Menu.Label>
      {(['online', 'away'] as const).map((each) => (
        <Menu.Item
          key={each}
          role="menuitemradio"
          aria-checked={presence === each}
          leftSection={<span className={styles.presence} data-presence={each} aria-hidden="true" />}
          rightSection={presence === each ? <IconCheck size={15} /> : undefined}
          onClick={() => setPresence(each)}
        >
          {t(`shell.${each}`)}
        </Menu.Item>
      ))}
    </>
  )
}

function SchemeItems() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('shell.theme')}</Menu.Label>
      {schemes.map(({ value, icon: Icon, label }) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={colorScheme === value}
          leftSection={<Icon size={16} />}
          rightSection={colorScheme === value ? <IconCheck size={15} /> : undefined}
          onClick={() => setColorScheme(value)}
        >
          {t(label)}
        </Menu.Item>
      ))}
    </>
  )
}

function LanguageItems() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <>
      <Menu.Label>{t('shell.language')}</Menu.Label>
      {languages.map((each) => (
        <Menu.Item
          key={each}
          role="menuitemradio"
          aria-checked={language === each}
          lang={each}
          rightSection={language === each ? <IconCheck size={15} /> : undefined}
          onClick={() => void setLanguage(each)}
        >
          {languageOwnNames[each]}
        </Menu.Item>
      ))}
    </>
  )
}
