import type { Row } from '@parley/server/contract'
import { useTranslation } from 'react-i18next'
import type { Draft, DraftMode } from '../../lib/drafts.ts'
import styles from './composer.module.css'
import type { Ownership } from './ownership.ts'
import type { SendProblem } from './use-send-message.ts'

interface ComposerStatusProps {
  row: Row
  mode: DraftMode
  ownership: Ownership
  problem: SendProblem | undefined
  draft: Draft | undefined
}

/** One line: why it cannot go out, or that it is kept. */
export function ComposerStatus({ row, mode, ownership, problem, draft }: ComposerStatusProps) {
  const { t } = useTranslation()
  const hints = {
    mine: undefined,
    offered: t('composer.cannotReplyOffer'),
    waiting: t('composer.cannotReplyWaiting'),
    bot: t('composer.cannotReplyBot'),
    other: t('composer.cannotReplyOther', { name: row.agent?.name ?? t('common.unknown') }),
    closed: t('composer.cannotReplyClosed'),
  }
  const hint = mode === 'reply' ? hints[ownership] : undefined
  const words = problem && problem.kind !== 'notYours' ? problemWords(problem) : undefined
  if (words) {
    return (
      <p className={styles.problem} role="alert">
        {t(words.key, words.values)}
      </p>
    )
  }
  if (hint !== undefined) {
    return <p className={`${styles.status} ${problem ? styles.problem : ''}`}>{hint}</p>
  }
  return (
    <p className={styles.status}>
      {draft && draft.text !== '' && t(draft.saved ? 'composer.saved' : 'composer.savedLocal')}
    </p>
  )
}

function problemWords(problem: Exclude<SendProblem, { kind: 'notYours' }>) {
  if (problem.kind === 'tooLong')
    return { key: 'composer.tooLong', values: { count: problem.count } } as const
  const key = problem.kind === 'command' ? 'composer.unresolvedCommand' : 'composer.unresolvedVariable'
  return { key, values: { what: problem.what } } as const
}
