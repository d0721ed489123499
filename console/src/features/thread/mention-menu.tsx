import type { Mentionable } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import styles from './composer-menu.module.css'
import { MenuFrame, MenuOption } from './menu-frame.tsx'

interface MentionMenuProps {
  query: string
  found: readonly Mentionable[]
  active: number
  onChoose: (index: number) => void
}

export const mentionOptionId = (index: number) => `mention-${index}`

export function MentionMenu({ query, found, active, onChoose }: MentionMenuProps) {
  const { t } = useTranslation(['composer', 'translation'])
  return (
    <MenuFrame
      id="mention-list"
      label={t('mentionList', { query: `@${query}` })}
      nothing={t('mentionNone', { query: `@${query}` })}
      empty={found.length === 0}
    >
      {found.map((person, index) => (
        <MenuOption
          key={person.id}
          id={mentionOptionId(index)}
          active={index === active}
          disabled={!person.allowed}
          onChoose={() => onChoose(index)}
        >
          <span className={styles.face}>
            <Avatar id={person.id} name={person.name} size={24} />
            <span className={styles.dot} data-presence={person.presence} aria-hidden="true" />
          </span>
          <span className={styles.title}>{person.name}</span>
          <span className={styles.shortcut}>
            {person.allowed ? t(`translation:shell.${person.presence}`) : t('mentionDenied')}
          </span>
        </MenuOption>
      ))}
    </MenuFrame>
  )
}
