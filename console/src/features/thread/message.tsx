import type { Entry } from '@parley/server/contract'
import { IconRobot } from '@tabler/icons-react'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { AttachedFiles, isAttachment } from './attached-files.tsx'
import { EntryTime } from './entry-time.tsx'
import { LinkedText } from './linked-text.tsx'
import type { MessageItem } from './log-items.ts'
import styles from './message.module.css'
import { ExtraParts, textOf } from './parts.tsx'
import { ReadingLine } from './reading-line.tsx'

interface MessageProps {
  item: MessageItem
  customer: { id: string; name: string }
  opened: boolean
  onToggle: () => void
}

export function Message({ item, customer, opened, onToggle }: MessageProps) {
  const { entry, first } = item
  const { t } = useTranslation()
  const { user } = useSession()
  if (entry.body.kind !== 'message') return null
  const fromCustomer = entry.by.type === 'customer'
  const own = entry.by.type === 'agent' && entry.by.id === user.id
  const name = authorName(entry, customer.name, t('thread.bot'), t('thread.system'))
  const side = fromCustomer ? styles.left : styles.right
  const tone = styles[toneOf(entry, own)]
  const text = entry.body.parts
    .filter((part) => part.type === 'text')
    .map((part) => part.text)
    .join('\n')
  return (
    <article
      className={`${styles.message} ${side}`}
      data-first={first}
      aria-label={`${name}: ${textOf(entry.body.parts)}`}
    >
      {fromCustomer && (
        <span className={styles.avatar}>
          {first && <Avatar id={entry.by.id ?? customer.id} name={name} size={28} />}
        </span>
      )}
      <div className={styles.column}>
        {first && <Head entry={entry} name={own ? undefined : name} />}
        {text !== '' && (
          <p className={`${styles.bubble} ${tone}`} dir="auto">
            <LinkedText text={text} />
          </p>
        )}
        <AttachedFiles thread={entry.thread} files={entry.body.parts.filter(isAttachment)} />
        <ExtraParts parts={entry.body.parts} />
        {fromCustomer && (
          <ReadingLine
            message={entry}
            understanding={item.understanding}
            decision={item.decision}
            known={item.corrections}
            opened={opened}
            onToggle={onToggle}
          />
        )}
      </div>
    </article>
  )
}

function Head({ entry, name }: { entry: Entry; name: string | undefined }) {
  return (
    <p className={styles.head}>
      {entry.by.type === 'bot' && <IconRobot size={14} stroke={1.8} aria-hidden="true" />}
      {name !== undefined && <span className={styles.name}>{name}</span>}
      <EntryTime at={entry.at} />
    </p>
  )
}

function toneOf(entry: Entry, own: boolean): 'customer' | 'own' | 'colleague' | 'bot' {
  if (entry.by.type === 'customer') return 'customer'
  if (own) return 'own'
  return entry.by.type === 'agent' ? 'colleague' : 'bot'
}

function authorName(entry: Entry, customer: string, bot: string, system: string): string {
  if (entry.by.name !== undefined) return entry.by.name
  if (entry.by.type === 'customer') return customer
  return entry.by.type === 'bot' ? bot : system
}
