import type { Row } from '@parley/server/contract'
import type { Unresolved } from '../../lib/canned.ts'
import { putBack } from '../../lib/draft-store.ts'
import type { Draft, DraftMode } from '../../lib/drafts.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './composer.module.css'
import type { Ownership } from './ownership.ts'
import type { SendProblem } from './use-send-message.ts'

interface ComposerStatusProps {
  row: Row
  mode: DraftMode
  ownership: Ownership
  problem: SendProblem | undefined
  draft: Draft | undefined
  unresolved: readonly Unresolved[]
  onGoTo: (place: Unresolved) => void
}

/** One line: why it cannot go out, and what to do about it. */
export function ComposerStatus({ row, mode, problem, draft, ...place }: ComposerStatusProps) {
  const { t } = useTranslation('composer')
  const words = useProblemWords(problem)
  const hint = useHint(row, mode, place.ownership)
  const open = place.unresolved.filter(({ kind }) => kind === 'variable')
  return (
    <div id="composer-status" className={styles.status} role={problem ? 'alert' : undefined}>
      {words !== undefined && <p className={styles.problem}>{words}</p>}
      {open[0] && problem?.kind !== 'tooLong' && (
        <p className={problem ? styles.problem : styles.toFill}>
          {open.length === 1
            ? t('unresolvedOne', { what: open[0].what })
            : t('unresolvedMore', { what: open[0].what, more: open.length - 1 })}{' '}
          <button type="button" className={styles.link} onClick={() => open[0] && place.onGoTo(open[0])}>
            {t('goThere')}
          </button>
        </p>
      )}
      {hint !== undefined && <p className={problem ? styles.problem : undefined}>{hint}</p>}
      {draft?.before !== undefined && (
        <p>
          {t('mineReplaced')}{' '}
          <button type="button" className={styles.link} onClick={() => putBack(row.id, mode)}>
            {t('putBack')}
          </button>
        </p>
      )}
    </div>
  )
}

function useHint(row: Row, mode: DraftMode, ownership: Ownership): string | undefined {
  const { t } = useTranslation()
  if (mode === 'note') return undefined
  const hints = {
    mine: undefined,
    offered: t('composer.cannotReplyOffer'),
    waiting: t('composer.cannotReplyWaiting'),
    bot: t('composer.cannotReplyBot'),
    other: t('composer.cannotReplyOther', { name: row.agent?.name ?? t('common.unknown') }),
    closed: t('composer.cannotReplyClosed'),
  }
  return hints[ownership]
}

function useProblemWords(problem: SendProblem | undefined): string | undefined {
  const { t } = useTranslation(['translation', 'composer'])
  if (problem?.kind === 'tooLong') return t('composer.tooLong', { count: problem.count })
  if (problem?.kind === 'blind') return t('composer:mentionBlocked', { names: problem.names })
  if (problem?.kind === 'unresolved' && problem.first.kind === 'command')
    return t('composer:command', { what: problem.first.what })
  return undefined
}
