import { BotDefinition } from './schema.ts'
import { wordingEn } from './wording-en.ts'
import { wordingZh } from './wording-zh.ts'

const queues = {
  orders: [
    'order.status',
    'order.cancel',
    'order.change_address',
    'order.change_items',
    'order.place_help',
    'order.missing_item',
    'order.wrong_item',
    'delivery.time',
    'delivery.cost',
    'delivery.late',
    'delivery.international',
    'delivery.pickup',
  ],
  returns: ['return.start', 'return.policy', 'return.status', 'exchange.start', 'product.damaged'],
  billing: [
    'order.invoice',
    'refund.status',
    'refund.duplicate_charge',
    'payment.methods',
    'payment.failed',
    'payment.gift_card',
    'promo.code',
    'price.match',
  ],
  product: [
    'product.availability',
    'product.sizing',
    'product.details',
    'product.care',
    'warranty.claim',
    'repair.service',
  ],
} as const

/** The bot that is shipped: an online shop with shops in town, in English and Chinese. */
export const defaultDefinition: BotDefinition = BotDefinition.parse({
  thresholds: {
    // Knowledge answers in cross-validation of the shipped model: where a wrong one costs what 1.5 right ones gain, all
    // from 0.5 to 0.65 is nearly the same; where it costs three, 0.65 gains half as much again as 0.55, 0.7 a little more.
    answer: 0.65,
    offer: 0.2,
    inScope: 0.5,
    offerInScope: 0.25,
    perIntent: {
      // They begin with a question and tell nothing that was not asked for: a wrong guess costs a turn.
      'order.status': 0.55,
      'return.start': 0.55,
      'agent.request': 0.45,
      'account.delete': 0.5,
      'smalltalk.greeting': 0.4,
      'smalltalk.thanks': 0.4,
      'smalltalk.goodbye': 0.4,
    },
  },
  misunderstandingsBeforeHandoff: 2,
  mood: {
    strong: { score: -0.6, confidence: 0.7 },
    repeated: { score: -0.4, confidence: 0.6 },
    serious: { score: -0.3, confidence: 0.6 },
  },
  dialogs: {
    'order-status': {
      enabled: true,
      intents: ['order.status'],
      intentsWithOrder: ['delivery.late', 'delivery.time'],
    },
    'start-return': {
      enabled: true,
      intents: ['return.start'],
      intentsWithOrder: [],
      returnWithinDays: 30,
    },
  },
  sensitive: ['account.delete'],
  serious: [
    'order.missing_item',
    'order.wrong_item',
    'refund.duplicate_charge',
    'product.damaged',
    'complaint',
  ],
  queues: {
    fallback: 'general',
    ofIntent: Object.fromEntries(
      Object.entries(queues).flatMap(([queue, intents]) => intents.map((intent) => [intent, queue])),
    ),
  },
  help: ['order.status', 'return.start', 'delivery.time'],
  nextSteps: {
    'order.status': ['return.start', 'delivery.late'],
    'order.cancel': ['order.status'],
    'order.change_address': ['order.status'],
    'delivery.time': ['order.status', 'delivery.cost'],
    'delivery.cost': ['delivery.time'],
    'delivery.late': ['order.status'],
    'delivery.international': ['delivery.cost'],
    'return.start': ['return.policy'],
    'return.policy': ['return.start', 'refund.status'],
    'return.status': ['refund.status'],
    'exchange.start': ['return.start', 'product.sizing'],
    'refund.status': ['return.status'],
    'product.sizing': ['exchange.start'],
    'product.availability': ['store.location'],
    'product.damaged': ['return.start'],
    'order.wrong_item': ['return.start'],
    'account.login': ['account.password_reset'],
    'store.location': ['store.hours'],
    'store.hours': ['store.location'],
  },
  words: {
    person: {
      en: [
        'human',
        'agent',
        'person',
        'a person',
        'real person',
        'operator',
        'representative',
        'talk to a person',
        'talk to a human',
      ],
      zh: ['人工', '转人工', '人工客服', '转人工客服', '真人', '找人工', '客服'],
    },
    cancel: {
      en: ['never mind', 'nevermind', 'forget it', 'cancel', 'stop', 'leave it', 'skip it', 'quit'],
      zh: ['算了', '取消', '不用了', '不弄了', '停', '算了吧', '不退了', '不查了'],
    },
    yes: {
      en: [
        'yes',
        'yeah',
        'yep',
        'yup',
        'sure',
        'ok',
        'okay',
        'correct',
        'right',
        'confirm',
        'go ahead',
        'please do',
        'y',
      ],
      zh: ['是', '是的', '对', '对的', '好', '好的', '可以', '行', '嗯', '没错', '确认', '要', '需要'],
    },
    no: {
      en: ['no', 'nope', 'nah', 'not now', "don't", 'do not', 'n', 'no thanks'],
      zh: ['不', '否', '不是', '不要', '不用', '不对', '不行', '不用了', '别', '没有', '不需要'],
    },
    other: { en: ['another', 'other', 'different', 'else'], zh: ['其他', '另', '别的', '换一个'] },
  },
  timeZone: 'UTC',
  wording: { en: wordingEn, zh: wordingZh },
})
