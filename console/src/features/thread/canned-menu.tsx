import type { Canned } from '../../lib/canned.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { MarkedText } from './composer-marks.tsx'
import styles from './composer-menu.module.css'
import { MenuFrame, MenuOption } from './menu-frame.tsx'

interface CannedMenuProps {
  query: string
  found: readonly Canned[]
  active: number
  language: Canned['language']
  /** Shows what would be inserted, with everything filled in that is known. */
  fill: (text: string) => string
  onChoose: (index: number) => void
}

export const cannedOptionId = (index: number) => `canned-${index}`

export function CannedMenu({ query, found, active, language, fill, onChoose }: CannedMenuProps) {
  const { t } = useTranslation()
  const chosen = found[active]
  return (
    <MenuFrame
      id="canned-list"
      label={t('composer.cannedList', { query: `/${query}` })}
      nothing={t('composer.cannedNone', { query: `/${query}` })}
      empty={found.length === 0}
      below={
        chosen && (
          <p className={styles.preview} lang={chosen.language} dir="auto">
            <MarkedText text={fill(chosen.text)} />
          </p>
        )
      }
    >
      {found.map((reply, index) => (
        <MenuOption
          key={reply.id}
          id={cannedOptionId(index)}
          active={index === active}
          onChoose={() => onChoose(index)}
        >
          <span className={styles.title}>{reply.title}</span>
          <span className={styles.text}>{fill(reply.text)}</span>
          <span className={styles.shortcut}>
            {reply.language !== undefined && reply.language !== language && (
              <span className={styles.language}>{reply.language}</span>
            )}
            /{reply.shortcut}
          </span>
        </MenuOption>
      ))}
    </MenuFrame>
  )
}
