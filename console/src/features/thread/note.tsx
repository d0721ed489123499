import type { Entry } from '@parley/server/contract'
import { IconNote } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { AttachedFiles } from './attached-files.tsx'
import { EntryTime } from './entry-time.tsx'
import { NoteText } from './linked-text.tsx'
import styles from './message.module.css'

export function Note({ entry, first }: { entry: Entry; first: boolean }) {
  const { t } = useTranslation()
  if (entry.body.kind !== 'note') return null
  const name = entry.by.name ?? t('thread.system')
  return (
    <article className={`${styles.message} ${styles.left}`} data-first={first}>
      <span className={styles.avatar}>
        {first && <Avatar id={entry.by.id ?? name} name={name} size={28} />}
      </span>
      <div className={styles.column}>
        {first && (
          <p className={styles.head}>
            <span className={styles.name}>{name}</span>
            <IconNote size={14} stroke={1.8} aria-hidden="true" />
            {t('thread.privateNote')}
            <EntryTime at={entry.at} />
          </p>
        )}
        {entry.body.text !== '' && (
          <p className={`${styles.bubble} ${styles.note}`} dir="auto">
            <NoteText text={entry.body.text} mentions={entry.body.mentions ?? []} />
          </p>
        )}
        <AttachedFiles thread={entry.thread} files={entry.body.files ?? []} />
      </div>
    </article>
  )
}
