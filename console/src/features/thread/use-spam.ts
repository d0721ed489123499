import type { Row } from '@parley/server/contract'
import { rowOf } from '../../lib/inbox-store.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyDone } from '../../ui/notify.ts'
import { useAct } from '../../ui/use-act.ts'
import type { Rights } from './ownership.ts'

/** Calls a conversation spam, or takes that back: whichever there is to do. Nothing when neither may be done. */
export function useSpam(row: Row, rights: Rights): (() => void) | undefined {
  const { t } = useTranslation()
  const act = useAct()
  const { id } = row
  const { name } = row.customer
  // Of the row as it is then: calling it spam has raised its epoch.
  const turn = (action: 'spam' | 'not-spam') =>
    act(id, { action, body: { epoch: rowOf(id)?.epoch ?? row.epoch } })
  const done = (words: string, back: 'spam' | 'not-spam') =>
    notifyDone(words, {
      close: t('common.close'),
      undo: { label: t('common.undo'), run: () => void turn(back) },
    })
  if (rights.notSpam)
    return async () => {
      if (await turn('not-spam')) await done(t('act.notSpamDone', { name }), 'spam')
    }
  if (!rights.spam) return undefined
  return async () => {
    if (await turn('spam')) await done(t('act.spamDone', { name }), 'not-spam')
  }
}
