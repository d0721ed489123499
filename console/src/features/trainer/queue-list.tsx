import type { Mood, QueueItem } from '@parley/server/contract'
import { useRef, useState } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { OUT_OF_SCOPE } from '../../lib/out-of-scope.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { IntentChooser } from './intent-chooser.tsx'
import styles from './queue.module.css'
import { QueueRow } from './queue-item.tsx'
import type { LabelQueueHand } from './use-label-queue.ts'
import { useNumberKeys } from './use-number-keys.ts'

/** The utterances with the keys that label them. `shown` is how many of them stand on the page. */
export function QueueList({ hand, shown }: { hand: LabelQueueHand; shown: number }) {
  const { t } = useTranslation('trainer')
  const [wanted, setWanted] = useState<string>()
  const [mood, setMood] = useState<Mood['label']>()
  const [choosing, setChoosing] = useState<QueueItem>()
  const list = useRef<HTMLUListElement>(null)
  const items = hand.items.slice(0, shown)
  const index = Math.max(
    0,
    items.findIndex(({ id }) => id === wanted),
  )
  const active = items[index]

  const activate = (item: QueueItem | undefined) => {
    if (!item || item.id === active?.id) return
    setWanted(item.id)
    setMood(undefined)
  }
  const move = (step: number) => () => {
    const next = items[Math.min(Math.max(index + step, 0), items.length - 1)]
    activate(next)
    list.current
      ?.querySelector(`[data-item="${CSS.escape(next?.id ?? '')}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }
  const leave = (item: QueueItem) => {
    setMood(undefined)
    // The one behind takes its place; a button that is gone must not take the focus with it.
    setWanted(items[items.indexOf(item) + 1]?.id ?? items[items.indexOf(item) - 1]?.id)
    list.current?.focus()
  }
  const pick = (item: QueueItem, intent: string) => {
    hand.label(item, { intent, ...(mood && item.id === active?.id ? { mood } : {}) })
    leave(item)
  }
  const skip = (item: QueueItem) => {
    hand.skip(item)
    leave(item)
  }
  useCommands('labels', {
    next: move(1),
    previous: move(-1),
    labelNone: active && (() => pick(active, OUT_OF_SCOPE)),
    labelOther: active && (() => setChoosing(active)),
    labelSkip: active && (() => skip(active)),
    labelPositive: active && (() => setMood('positive')),
    labelNeutral: active && (() => setMood('neutral')),
    labelNegative: active && (() => setMood('negative')),
    labelUndo: hand.canUndo ? hand.undo : undefined,
  })
  useNumberKeys((number) => {
    const candidate = active?.candidates[number - 1]
    if (active && candidate) pick(active, candidate.intent)
  })
  return (
    <>
      <ul ref={list} className={styles.list} tabIndex={-1} aria-label={t('queue.list')}>
        {items.map((item) => (
          <QueueRow
            key={item.id}
            item={item}
            active={item.id === active?.id}
            mood={item.id === active?.id ? mood : undefined}
            onActivate={() => activate(item)}
            onPick={(intent) => pick(item, intent)}
            onOther={() => setChoosing(item)}
            onSkip={() => skip(item)}
            onMood={setMood}
          />
        ))}
      </ul>
      {choosing && (
        <IntentChooser
          text={choosing.text}
          onChoose={(intent) => pick(choosing, intent)}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </>
  )
}
