import { IconMoodSmile } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { lazyPart } from '../../lib/lazy-part.tsx'
import { useTranslation } from '../../lib/use-translation.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './composer.module.css'

const EmojiPicker = lazyPart([], async () => (await import('./emoji-picker.tsx')).EmojiPicker)

interface EmojiButtonProps {
  onPick: (sign: string) => void
  /** Nothing was taken: back to where the person wrote. */
  onLeave: () => void
}

export function EmojiButton({ onPick, onLeave }: EmojiButtonProps) {
  const { t } = useTranslation('composer')
  const [open, setOpen] = useState(false)
  useCommands('emoji', { emoji: () => setOpen(true) })
  return (
    <span className={styles.anchor}>
      <IconButton label={t('emoji')} command="emoji" expanded={open} onClick={() => setOpen(!open)}>
        <IconMoodSmile size={18} stroke={1.7} aria-hidden="true" />
      </IconButton>
      {open && (
        <EmojiPicker
          onPick={(sign) => {
            setOpen(false)
            onPick(sign)
          }}
          onClose={() => setOpen(false)}
          onLeave={() => {
            setOpen(false)
            onLeave()
          }}
        />
      )}
    </span>
  )
}
