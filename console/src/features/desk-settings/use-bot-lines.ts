import type { BotSettings } from '@parley/server/contract'
import { useQueueName } from '../../lib/names.ts'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'

/** The bot's settings in lines, as the form shows them. */
export function useBotLines(): (bot: BotSettings) => string[] {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const queueName = useQueueName()
  const { intents } = useDesk()
  const line = (label: string, value: string | number) => t('says', { label, value })
  const titleOf = (intent: string) => intents.find(({ name }) => name === intent)?.title[language] ?? intent
  return (bot) => [
    line(t('bot.answer'), bot.answer.toFixed(2)),
    line(t('bot.offer'), bot.offer.toFixed(2)),
    line(t('bot.misunderstandings'), bot.misunderstandingsBeforeHandoff),
    line(t('bot.mood'), bot.strongMood),
    line(t('bot.returns'), bot.returnWithinDays),
    ...Object.entries(bot.perIntent).map(([intent, from]) =>
      line(`${titleOf(intent)} · ${t('bot.answer')}`, from.toFixed(2)),
    ),
    ...Object.entries(bot.queueOfIntent).map(([intent, queue]) => line(titleOf(intent), queueName(queue))),
  ]
}
