import type { FloatingPosition } from '@mantine/core'
import { useSession } from '../lib/session.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useAnchor } from '../ui/use-anchor.ts'
import styles from './account-button.module.css'
import { AccountMenu } from './lazy-parts.ts'

/** Whoever is signed in, and whether they are at work; the menu comes when it is asked for. */
export function AccountButton({ position }: { position: FloatingPosition }) {
  const { t } = useTranslation()
  const { user, presence } = useSession()
  const menu = useAnchor('dialog')
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label={t('shell.account', { name: user.name, presence: t(`shell.${presence}`) })}
        {...menu.button}
      >
        <Avatar id={user.id} name={user.name} size={34} />
        <span className={styles.dot} data-presence={presence} aria-hidden="true" />
      </button>
      {menu.open && <AccountMenu {...menu.hung} position={position} />}
    </>
  )
}
