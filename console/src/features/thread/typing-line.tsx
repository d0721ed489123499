import { useSeconds } from '../../lib/clock.ts'
import { listOf } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { useThreads } from '../../lib/thread-store.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './thread-pane.module.css'

export function TypingLine({ thread }: { thread: string }) {
  const { t } = useTranslation()
  const { user } = useSession()
  const language = useLanguage()
  const now = useSeconds()
  const people = useThreads((state) => state.typing[thread])
  const names = (people ?? [])
    .filter((each) => each.until > now && each.id !== user.id)
    .map((each) => each.name)
  return (
    <div className={styles.typing} role="status">
      {names.length > 0 && (
        <>
          <span className={styles.dots} aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t(names.length > 1 ? 'thread.typingMany' : 'thread.typing', { names: listOf(names, language) })}
        </>
      )}
    </div>
  )
}
