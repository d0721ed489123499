import type { Entry } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useOutcomeName, useQueueName } from '../../lib/names.ts'
import { colleaguesQuery } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'

type Body<K extends Entry['body']['kind']> = Extract<Entry['body'], { kind: K }>

export function useEventWords(): (entry: Entry) => string {
  const { t } = useTranslation()
  const queueName = useQueueName()
  const outcomeName = useOutcomeName()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)

  const assignment = (body: Body<'assignment'>, by: string) => {
    const colleague = colleagues.find(({ id }) => id === body.agent)
    const agent = body.agentName ?? colleague?.name ?? t('common.unknown')
    const queue = body.queue === undefined ? t('common.unknown') : queueName(body.queue)
    // Nobody passed it on: who had it was disabled, or may not answer any more.
    const change = body.change === 'transferred' && body.agent !== undefined ? 'putBack' : body.change
    return t(`thread.${change}`, { agent, queue, by })
  }
  const status = (body: Body<'status'>, by: string) => {
    if (body.to === 'closed') {
      return body.outcome === undefined
        ? t('thread.closed', { by })
        : t('thread.closedOutcome', { by, outcome: outcomeName(body.outcome) })
    }
    if (body.to === 'snoozed') return t('thread.snoozed')
    return body.to === 'wrapping_up' ? t('thread.wrappingUp') : t('thread.reopened', { by })
  }
  const action = (body: Body<'action'>) => {
    const { code = t('common.unknown'), output } = body
    const name = body.name === 'create_return' ? t('thread.actionCreateReturn') : body.name
    const number = output?.['returnNumber']
    if (body.state === 'done' && number) return t('thread.actionDoneAs', { name, number })
    if (body.state === 'failed') return t('thread.actionFailed', { name, code })
    return body.state === 'done' ? t('thread.actionDone', { name }) : t('thread.actionRequested', { name })
  }

  return ({ body, by }) => {
    const who = by.name ?? (by.type === 'bot' ? t('thread.bot') : t('thread.system'))
    switch (body.kind) {
      case 'assignment':
        return assignment(body, who)
      case 'status':
        return status(body, who)
      case 'action':
        return action(body)
      case 'customer':
        return t('thread.knownAs', { name: body.name || t('common.unknown'), by: who })
      case 'rating':
        return t('thread.rating', { score: body.score })
      default:
        return t('thread.parked')
    }
  }
}
