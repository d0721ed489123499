import { Button } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandAt, fillVariables, filterCanned, insertCanned } from '../../lib/canned.ts'
import { useDrafts, writeDraft } from '../../lib/draft-store.ts'
import { type DraftMode, draftKey } from '../../lib/drafts.ts'
import { useSession } from '../../lib/session.ts'
import { CannedMenu } from './canned-menu.tsx'
import styles from './composer.module.css'
import { ComposerStatus } from './composer-status.tsx'
import type { Ownership } from './ownership.ts'
import { useCanned } from './use-canned.ts'
import { useSendMessage } from './use-send-message.ts'
import { useTypingSignal } from './use-typing-signal.ts'

interface ComposerBoxProps {
  row: Row
  mode: DraftMode
  ownership: Ownership
  boxRef: RefObject<HTMLTextAreaElement | null>
}

export function ComposerBox({ row, mode, ownership, boxRef }: ComposerBoxProps) {
  const { t } = useTranslation()
  const { user } = useSession()
  const draft = useDrafts((state) => state.byKey[draftKey(row.id, mode)])
  const text = draft?.text ?? ''
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  /** Where Escape closed the menu: it stays closed for that command. */
  const [dismissed, setDismissed] = useState<number>()
  const canned = useCanned(row.language)
  const typing = useTypingSignal(row.id, mode)
  const { submit, problem, clearProblem } = useSendMessage({ row, mode, ownership, canned })

  const command = commandAt(text, Math.min(caret, text.length), canned)
  const menu = command && command.from !== dismissed ? command : undefined
  const found = menu ? filterCanned(canned, menu.query) : []

  const fill = (reply: string) => fillVariables(reply, { customer: row.customer.name, agent: user.name })
  const change = (next: string, at: number) => {
    writeDraft(row.id, mode, next)
    setCaret(at)
    setActive(0)
    clearProblem()
    typing.note(next)
  }
  const choose = (index: number) => {
    const reply = found[index]
    if (!(menu && reply)) return
    const inserted = insertCanned(text, menu, fill(reply.text))
    change(inserted.text, inserted.caret)
    // The new text is in the box after this render.
    requestAnimationFrame(() => boxRef.current?.setSelectionRange(inserted.caret, inserted.caret))
  }
  const send = () => {
    if (submit(text)) typing.stop()
  }
  const handleMenuKey = (event: KeyboardEvent): boolean => {
    if (!menu || found.length === 0) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((active + step + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active)
    else if (event.key === 'Escape') setDismissed(menu.from)
    else return false
    return true
  }
  const handleKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // An input method uses Enter to choose a word: that is not sending.
    if (event.nativeEvent.isComposing) return
    if (handleMenuKey(event)) {
      event.preventDefault()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      send()
    } else if (event.key === 'Escape') {
      event.currentTarget.blur()
    }
  }
  return (
    <>
      {menu && <CannedMenu query={menu.query} found={found} active={active} fill={fill} onChoose={choose} />}
      <textarea
        ref={boxRef}
        className={styles.box}
        rows={3}
        aria-label={
          mode === 'reply' ? t('composer.replyTo', { name: row.customer.name }) : t('composer.noteLabel')
        }
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={menu ? 'canned-list' : undefined}
        aria-activedescendant={menu && found.length > 0 ? `canned-${active}` : undefined}
        placeholder={t(mode === 'reply' ? 'composer.replyPlaceholder' : 'composer.notePlaceholder')}
        value={text}
        onChange={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={handleKey}
        onBlur={typing.stop}
      />
      <div className={styles.foot}>
        <ComposerStatus row={row} mode={mode} ownership={ownership} problem={problem} draft={draft} />
        <Button
          size="sm"
          rightSection={<IconSend size={16} aria-hidden="true" />}
          disabled={text.trim() === '' || (mode === 'reply' && ownership !== 'mine')}
          onClick={() => {
            send()
            boxRef.current?.focus()
          }}
        >
          {t(mode === 'reply' ? 'composer.send' : 'composer.addNote')}
        </Button>
      </div>
    </>
  )
}
