import type { Order } from '../commerce/order.ts'
import { SPAM } from '../conversations/spam.ts'
import { contactFields, derivedFields } from '../customers/contact.ts'
import type { Customer } from '../customers/customer.ts'
import type { DemoConversation } from './history/conversation.ts'
import { shopSubject } from './make-customers.ts'
import { demoShoppers } from './shoppers.ts'

const DAY_MS = 86_400_000

/** Who wrote what was no request at all: visitors, so nobody of the shop's own customers. */
const advertisers = [
  {
    id: 'c_demo_ad1',
    name: 'Rank First Agency',
    email: 'hello@rank-first.example',
    language: 'en',
    daysAgo: 0.2,
    text: 'Hello dear shop owner! We bring your website to page one of every search engine in seven days. Ask for our price list today.',
    answer: 'I did not quite understand that. What is your question about an order?',
  },
  {
    id: 'c_demo_ad2',
    name: '代开发票 小王',
    email: 'wang@fapiao.example',
    language: 'zh',
    daysAgo: 1.3,
    text: '专业代开各类发票，价格优惠，当天可取，需要的老板请加微信。',
    answer: '抱歉，我没有完全明白。请问您想咨询哪方面的问题？',
  },
  {
    id: 'c_demo_ad3',
    name: 'Lucky Draw 88',
    email: 'winner@lucky-draw.example',
    language: 'en',
    daysAgo: 3.1,
    text: 'CONGRATULATIONS!!! You were chosen for a 5,000 dollar voucher. Claim it now before midnight.',
    answer: 'I did not quite understand that. What is your question about an order?',
  },
] as const

/** Whom the desk has blocked, and what its colleagues read about it. */
export const blockedInDemo = {
  customer: advertisers[2].id,
  daysAgo: 3,
  by: { id: 'u_demo_ruth', name: 'Ruth Adeyemi' },
  reason: 'The same advertising for the third time this week, from three addresses.',
}

/** Visitors who only advertise, and what they wrote. */
export function makeAdvertising(now: number): { customers: Customer[]; conversations: DemoConversation[] } {
  return {
    customers: advertisers.map(({ id, name, email, language, daysAgo }) => {
      const contact = contactFields({ name, email })
      const since = new Date(now - daysAgo * DAY_MS)
      return {
        _id: id,
        ...contact,
        ...derivedFields(contact),
        emailVerified: false,
        language,
        vip: false,
        tags: [],
        fields: {},
        channels: ['web'],
        since,
        seenAt: since,
        demo: true,
        version: 1,
      }
    }),
    conversations: advertisers.map(({ id, language, daysAgo, text, answer }, index) => ({
      id: `h${2001 + index}`,
      language,
      customer: id,
      externalId: advertiserSubject(id),
      daysAgo,
      turns: [
        { by: 'customer', text },
        { by: 'bot', text: answer },
      ],
      intent: 'oos',
      state: 'closed',
      agent: language === 'zh' ? 'u_demo_lina' : 'u_demo_mei',
      outcome: SPAM,
    })),
  }
}

/** What the widget calls a visitor of these. */
export function advertiserSubject(customer: string): string {
  return `visitor:${customer}`
}

/** A conversation of this morning in which a colleague asks Dana for help. */
export function makeMention(of: {
  customers: readonly Customer[]
  orders: readonly Order[]
  /** Who is in the middle of something else. */
  busy: ReadonlySet<string>
}): DemoConversation[] {
  const shoppers = new Set<string | undefined>(demoShoppers.map(({ email }) => email))
  const free = of.customers.filter(
    ({ _id, email, language }) => language === 'en' && !shoppers.has(email) && !of.busy.has(_id),
  )
  for (const customer of free) {
    const order = of.orders.find((one) => one.customer === customer._id && one.status === 'shipped')
    if (!order) continue
    const first = customer.name?.split(' ')[0] ?? ''
    return [
      {
        id: 'h2010',
        language: 'en',
        customer: customer._id,
        externalId: `user:${shopSubject(customer, demoShoppers)}`,
        daysAgo: 0.11,
        turns: [
          {
            by: 'customer',
            text: `My parcel ${order._id} says "held at depot" since Thursday. Can somebody ring them?`,
            intent: 'delivery.late',
            mood: -0.3,
          },
          { by: 'bot', text: 'I am bringing in a colleague who can speak to the carrier.' },
          {
            by: 'note',
            text: '@Dana Ivers you know the people at the depot in Leeds: could you ring them before four? The address has no house number.',
          },
          {
            by: 'agent',
            text: `Thank you, ${first}. We are ringing the depot now and will write to you today.`,
          },
          { by: 'customer', text: 'That is kind, thank you.', mood: 0.5 },
        ],
        intent: 'delivery.late',
        state: 'closed',
        handoff: { reason: 'asked_for_person', queue: 'orders' },
        agent: 'u_demo_mei',
        outcome: 'answered',
      },
    ]
  }
  return []
}
