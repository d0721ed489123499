import { useIntentTitle, useQueueName } from '../../lib/names.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useChannelName } from '../../ui/channel-name.ts'
import { useColleagueName } from './use-colleague-name.ts'

export type Named =
  | 'channel'
  | 'team'
  | 'agent'
  | 'intent'
  | 'language'
  | 'mood'
  | 'reason'
  | 'queue'
  | 'handled'
  | 'rating'
const NONE = '-'

/** The name of a value that numbers are split by or filtered with, in the language on the screen. */
export function useValueName(): (key: Named, value: string | number) => string {
  const { t } = useTranslation(['supervisor', 'translation'])
  const { teams } = useDesk()
  const channelName = useChannelName()
  const intentTitle = useIntentTitle()
  const queueName = useQueueName()
  const colleague = useColleagueName()
  const names: Record<Named, (value: string) => string> = {
    channel: channelName,
    team: (value) => teams.find(({ id }) => id === value)?.name ?? value,
    agent: colleague,
    intent: intentTitle,
    language: (value) => (value === 'zh' ? '中文' : 'English'),
    mood: (value) => {
      const mood = moods.find((each) => each === value)
      return mood ? t(`translation:mood.${mood}Short`) : value
    },
    reason: (value) => {
      const reason = reasons.find((each) => each === value)
      return reason ? t(`translation:reason.${reason}`) : value
    },
    queue: queueName,
    handled: (value) => (value === 'bot' ? t('filter.bot') : t('filter.person')),
    rating: (value) => t('filter.stars', { count: Number(value) }),
  }
  return (key, value) => {
    if (value !== NONE) return names[key](String(value))
    return key === 'team' || key === 'agent' || key === 'intent'
      ? t(`filter.${nobody[key]}`)
      : t('filter.none')
  }
}

const nobody = { team: 'noTeam', agent: 'noAgent', intent: 'noIntent' } as const
const moods = ['positive', 'neutral', 'negative'] as const
export const reasons = [
  'asked_for_person',
  'misunderstood',
  'negative_mood',
  'sensitive_topic',
  'action_failed',
  'bot_failed',
  'parked_message',
] as const
