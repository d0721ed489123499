import { defaultDefinition } from '@parley/bot'
import type { Section, SettingsOf } from '../contract/index.ts'

const { thresholds, misunderstandingsBeforeHandoff, mood, dialogs, queues } = defaultDefinition

/** What an install works with until somebody changes it. */
export const defaultSettings: { readonly [S in Section]: SettingsOf<S> } = {
  company: { name: 'Parley', timeZone: 'UTC' },
  queues: {
    queues: [
      { id: 'orders', name: { en: 'Orders', zh: '订单' } },
      { id: 'returns', name: { en: 'Returns', zh: '退换货' } },
      { id: 'billing', name: { en: 'Billing', zh: '账单' } },
      { id: 'product', name: { en: 'Products', zh: '商品' } },
      { id: 'general', name: { en: 'General', zh: '综合' } },
    ],
  },
  outcomes: {
    outcomes: [
      { id: 'solved', name: { en: 'Solved', zh: '已解决' } },
      { id: 'answered', name: { en: 'Answered', zh: '已答复' } },
      { id: 'follow_up', name: { en: 'Needs a follow-up', zh: '需要跟进' } },
      { id: 'not_solved', name: { en: 'Could not be solved', zh: '未能解决' } },
      { id: 'no_reply', name: { en: 'Customer left', zh: '客户已离开' } },
      { id: 'spam', name: { en: 'Not a request', zh: '无效咨询' } },
    ],
  },
  teams: { teams: [] },
  tags: { tags: [] },
  fields: { fields: [] },
  hours: { hours: [] },
  bot: {
    answer: thresholds.answer,
    offer: thresholds.offer,
    perIntent: { ...thresholds.perIntent },
    misunderstandingsBeforeHandoff,
    strongMood: mood.strong.score,
    returnWithinDays: dialogs['start-return'].returnWithinDays,
    queueOfIntent: { ...queues.ofIntent },
  },
}
