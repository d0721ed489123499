import type { Row } from '@parley/server/contract'
import { memo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useSlowClock } from '../../lib/clock.ts'
import { useCommands } from '../../lib/commands.ts'
import type { DraftMode } from '../../lib/drafts.ts'
import { lastHeldOf } from '../../lib/held.ts'
import { undo, useOutbox } from '../../lib/outbox.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useChannelName } from '../../ui/channel-name.ts'
import styles from './composer.module.css'
import { ComposerBox } from './composer-box.tsx'
import { DropZone } from './drop-zone.tsx'
import { ownershipOf } from './ownership.ts'
import { RefusalBanner } from './refusal-banner.tsx'

const modes: readonly DraftMode[] = ['reply', 'note']

export const Composer = memo(function Composer({ row }: { row: Row }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const channelName = useChannelName()
  const box = useRef<HTMLTextAreaElement>(null)
  const ownership = ownershipOf(row, user.id, useSlowClock())
  const [mode, setMode] = useState<DraftMode>(ownership === 'closed' ? 'note' : 'reply')
  const write = (next: DraftMode) => {
    // At once, box of the other mode included: the letters that follow the key are words, not commands.
    flushSync(() => setMode(next))
    box.current?.focus()
    // A dialog that closes gives the focus back to where it came from; one that the next key opened keeps it.
    const open = new Set(document.querySelectorAll('[role=dialog]'))
    setTimeout(() => {
      const within = document.activeElement?.closest('[role=dialog]')
      if (!within || open.has(within)) box.current?.focus()
    }, 0)
  }
  const held = useOutbox((state) => lastHeldOf(state.items, row.id))
  const takeBack = async (clientId: string) => {
    await undo(clientId)
    write('reply')
  }
  useCommands('composer', {
    reply: () => write('reply'),
    note: () => write('note'),
    undoSend: held ? () => void takeBack(held.clientId) : undefined,
  })
  return (
    <section className={styles.root} aria-label={t('composer.label')}>
      <RefusalBanner row={row} onKeepAsNote={() => write('note')} />
      <DropZone thread={row.id} mode={mode} onDropped={() => box.current?.focus()} />
      <div className={styles.frame} data-mode={mode}>
        <div className={styles.tabs}>
          <div role="tablist" aria-label={t('composer.mode')} className={styles.tablist}>
            {modes.map((each) => (
              <button
                key={each}
                type="button"
                role="tab"
                id={`tab-${each}`}
                className={styles.tab}
                aria-selected={mode === each}
                aria-controls="composer-panel"
                tabIndex={mode === each ? 0 : -1}
                onClick={() => write(each)}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return
                  const other = each === 'reply' ? 'note' : 'reply'
                  setMode(other)
                  document.getElementById(`tab-${other}`)?.focus()
                }}
              >
                {t(`composer.${each}`)}
              </button>
            ))}
          </div>
          <span className={styles.via}>{t('composer.via', { channel: channelName(row.channel) })}</span>
        </div>
        <div id="composer-panel" role="tabpanel" aria-labelledby={`tab-${mode}`}>
          <ComposerBox key={mode} row={row} mode={mode} ownership={ownership} boxRef={box} />
        </div>
      </div>
    </section>
  )
})
