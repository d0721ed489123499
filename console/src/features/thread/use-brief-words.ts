import { useIntentTitle } from '../../lib/names.ts'
import { useTranslation } from '../../lib/use-translation.ts'

const collected = {
  order: 'thread.gaveOrder',
  email: 'thread.gaveEmail',
  phone: 'thread.gavePhone',
  amount: 'thread.gaveAmount',
  date: 'thread.gaveDate',
  product: 'thread.gaveProduct',
  person: 'thread.gavePerson',
  item: 'thread.gaveItem',
  reason: 'thread.gaveReason',
} as const

const tried = {
  'order-status': 'thread.triedOrderStatus',
  'start-return': 'thread.triedStartReturn',
  'did you mean': 'thread.triedChoices',
  'not understood': 'thread.triedAsking',
} as const

/** The bot's own names for what it collected and tried, in the language on the screen. */
export function useBriefWords(): {
  collected: (name: string) => string
  tried: (name: string) => string
} {
  const { t } = useTranslation()
  const intentTitle = useIntentTitle()
  return {
    collected: (name) => (isOf(collected, name) ? t(collected[name]) : name),
    tried: (name) => {
      if (isOf(tried, name)) return t(tried[name])
      const [, order] = /^return (.+)$/.exec(name) ?? []
      return order === undefined ? intentTitle(name) : t('thread.triedReturn', { order })
    },
  }
}

function isOf<Names extends object>(names: Names, name: PropertyKey): name is keyof Names {
  return Object.hasOwn(names, name)
}
