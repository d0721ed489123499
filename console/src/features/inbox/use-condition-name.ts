import { type FilterList, NOBODY } from '@parley/server/contract/rules'
import { useQuery } from '@tanstack/react-query'
import { languageName } from '../../lib/format.ts'
import { useIntentTitle, useOutcomeName, useQueueName } from '../../lib/names.ts'
import { colleaguesQuery, useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useChannelName } from '../../ui/channel-name.ts'

/** A condition in words: the name of the queue, of the colleague, of the mood … */
export function useConditionName(): (list: FilterList, value: string) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const queueName = useQueueName()
  const intentTitle = useIntentTitle()
  const outcomeName = useOutcomeName()
  const channelName = useChannelName()
  const { tags } = useDesk()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const names: Record<FilterList, (value: string) => string | undefined> = {
    channel: channelName,
    queue: queueName,
    agent: (id) => (id === NOBODY ? t('list.nobody') : colleagues.find((one) => one.id === id)?.name),
    mood: (label) => (isMood(label) ? t(`mood.${label}Short`) : label),
    intent: intentTitle,
    language: (code) => languageName(code, language),
    outcome: (id) => (id === 'spam' ? t('views.spam') : outcomeName(id)),
    tag: (id) => tags.find((tag) => tag.id === id)?.name,
  }
  return (list, value) => names[list](value) ?? value
}

function isMood(label: string): label is 'positive' | 'neutral' | 'negative' {
  return label === 'positive' || label === 'neutral' || label === 'negative'
}
