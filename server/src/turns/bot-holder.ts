import { type Bot, BotDefinition, createBot, defaultDefinition } from '@parley/bot'
import type { BotSettings, CompanySettings, QueueSettings } from '../contract/index.ts'
import type { Logger } from '../log.ts'
import type { Settings } from '../settings/settings.ts'

export interface BotHolder {
  /** The bot of the present settings. A turn asks once and keeps what it got: settings may change while it runs. */
  current: () => Bot
}

/** Makes the bot anew when the settings that it is made of change; one that cannot be made never replaces one that works. */
export function createBotHolder(settings: Pick<Settings, 'get' | 'onChange'>, log: Logger): BotHolder {
  const make = () =>
    createBot({
      definition: definitionOf({
        bot: settings.get('bot'),
        queues: settings.get('queues'),
        company: settings.get('company'),
      }),
      // The name travels with each turn's facts.
      company: '',
    })
  let bot = make()
  settings.onChange((section) => {
    if (section !== 'bot' && section !== 'queues' && section !== 'company') return
    try {
      bot = make()
      log.info({ event: 'bot.changed', version: bot.version })
    } catch (err) {
      log.error({ event: 'bot.refused', kept: bot.version, err })
    }
  })
  return { current: () => bot }
}

/**
 * The shipped definition with what the operator turned. An intent whose queue is gone falls to `general`.
 * @throws ZodError when it is no valid definition
 */
export function definitionOf({
  bot,
  queues: { queues },
  company,
}: {
  bot: BotSettings
  queues: QueueSettings
  company: Pick<CompanySettings, 'timeZone'>
}): BotDefinition {
  const base = defaultDefinition
  const known = new Set(queues.map(({ id }) => id))
  const { mood, thresholds, dialogs } = base
  const strong = { ...mood.strong, score: bot.strongMood }
  return BotDefinition.parse({
    ...base,
    thresholds: { ...thresholds, answer: bot.answer, offer: bot.offer, perIntent: bot.perIntent },
    misunderstandingsBeforeHandoff: bot.misunderstandingsBeforeHandoff,
    mood: { ...mood, strong },
    dialogs: {
      ...dialogs,
      'start-return': { ...dialogs['start-return'], returnWithinDays: bot.returnWithinDays },
    },
    queues: {
      fallback: base.queues.fallback,
      ofIntent: Object.fromEntries(Object.entries(bot.queueOfIntent).filter(([, queue]) => known.has(queue))),
    },
    timeZone: company.timeZone,
  })
}
