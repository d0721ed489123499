import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type CommandId, keysOf } from '../../lib/commands.ts'
import { cappedCount } from '../../lib/format.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CommandKeys } from '../../ui/kbd.tsx'
import { keyName } from '../../ui/key-name.ts'
import { Page } from '../../ui/page.tsx'
import { QueueBody } from './queue-body.tsx'
import styles from './queue-page.module.css'
import { TrainerNav } from './trainer-nav.tsx'
import { useLabelQueue } from './use-label-queue.ts'

const SHOWN = 20
const languages = ['en', 'zh'] as const

/** The queue to label, worked through with the keyboard. */
export function QueuePage() {
  const { t } = useTranslation('trainer')
  const { language } = useSearch({ strict: false }) as { language?: string }
  const hand = useLabelQueue(language)
  return (
    <Page
      title={t('queue.title')}
      width="reading"
      side={<TrainerNav />}
      hint={
        hand.total > 0 ? t('queue.waiting', { count: hand.total, shown: cappedCount(hand.total) }) : undefined
      }
      actions={
        <>
          <LanguageChoice language={language} />
          <Button
            variant="default"
            disabled={!hand.canUndo}
            onClick={hand.undo}
            rightSection={<CommandKeys command="labelUndo" />}
          >
            {t('queue.undo')}
          </Button>
        </>
      }
    >
      <KeyLine />
      <div className={styles.box}>
        <QueueBody hand={hand} shown={SHOWN} />
      </div>
      <p className={styles.foot} role="status">
        {hand.handled > 0 && t('queue.done', { count: hand.handled })} {hand.total > SHOWN && t('queue.more')}
      </p>
    </Page>
  )
}

/** Which keys label, as this person has them. */
function KeyLine() {
  const { t } = useTranslation('trainer')
  const singleKeys = usePreference('singleKeys')
  usePreference('keys')
  const key = (command: CommandId) => keysOf(command).map(keyName).join(' ') || '–'
  const keys = {
    none: key('labelNone'),
    other: key('labelOther'),
    skip: key('labelSkip'),
    undo: key('labelUndo'),
    moods: [key('labelPositive'), key('labelNeutral'), key('labelNegative')].join(' '),
    next: key('next'),
    previous: key('previous'),
  }
  return <p className={styles.keys}>{singleKeys ? t('queue.keys', keys) : t('queue.keysOff')}</p>
}

function LanguageChoice({ language }: { language: string | undefined }) {
  const { t } = useTranslation('trainer')
  const navigate = useNavigate()
  const choose = (next: string | undefined) =>
    void navigate({ to: '/trainer/queue', search: (next ? { language: next } : {}) as never, replace: true })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row of toggles in a header, not a form's fieldset
    <div className={styles.languages} role="group" aria-label={t('queue.language')}>
      {[undefined, ...languages].map((each) => (
        <button
          key={each ?? 'both'}
          type="button"
          className={styles.language}
          aria-pressed={each === language}
          onClick={() => choose(each)}
        >
          {t(each === undefined ? 'queue.bothLanguages' : `queue.${each}`)}
        </button>
      ))}
    </div>
  )
}
