import type { Row } from '@parley/server/contract'
import { IconAt, IconBolt, IconSend } from '@tabler/icons-react'
import type { Unresolved } from '../../lib/canned.ts'
import type { Draft, DraftMode } from '../../lib/drafts.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { AttachButton } from './attach-button.tsx'
import { AttachmentTray } from './attachment-tray.tsx'
import styles from './composer.module.css'
import { ComposerStatus } from './composer-status.tsx'
import { EmojiButton } from './emoji-button.tsx'
import { HoldChoice } from './hold-choice.tsx'
import type { Ownership } from './ownership.ts'
import { TextLimit } from './text-limit.tsx'
import type { AttachingState } from './use-attaching.ts'
import type { SendProblem } from './use-send-message.ts'

interface ComposerFootProps {
  row: Row
  mode: DraftMode
  ownership: Ownership
  problem: SendProblem | undefined
  draft: Draft | undefined
  unresolved: readonly Unresolved[]
  attaching: AttachingState
  onGoTo: (place: Unresolved) => void
  /** Opens what a sign calls, as if it had been typed. */
  onCall: (sign: '/' | '@') => void
  /** Puts a sign where the writer is. */
  onPut: (sign: string) => void
  /** Back into the box. */
  onLeave: () => void
  onSend: () => void
}

/** Under the box: what can be put in, how the draft stands, and the way out. */
export function ComposerFoot({ attaching, onCall, onPut, onLeave, onSend, ...place }: ComposerFootProps) {
  const { t } = useTranslation(['translation', 'composer'])
  const { mode, ownership, draft } = place
  const text = draft?.text ?? ''
  const nothing = text.trim() === '' && attaching.items.length === 0
  return (
    <>
      <AttachmentTray {...attaching} />
      <TextLimit text={text} />
      <ComposerStatus {...place} />
      <div className={styles.foot}>
        <div className={styles.tools}>
          <AttachButton onFiles={attaching.add} />
          <IconButton label={t('composer:pick')} onClick={() => onCall('/')}>
            <IconBolt size={18} stroke={1.7} aria-hidden="true" />
          </IconButton>
          <EmojiButton onPick={onPut} onLeave={onLeave} />
          {mode === 'note' && (
            <IconButton label={t('composer:mention')} onClick={() => onCall('@')}>
              <IconAt size={18} stroke={1.7} aria-hidden="true" />
            </IconButton>
          )}
        </div>
        {text !== '' && (
          <span className={styles.kept}>{t(draft?.saved ? 'composer.saved' : 'composer.savedLocal')}</span>
        )}
        {mode === 'reply' && ownership === 'mine' && <HoldChoice />}
        <Button
          after={<IconSend size={16} aria-hidden="true" />}
          disabled={nothing || attaching.busy || (mode === 'reply' && ownership !== 'mine')}
          onClick={onSend}
        >
          {t(mode === 'reply' ? 'composer.send' : 'composer.addNote')}
        </Button>
      </div>
    </>
  )
}
