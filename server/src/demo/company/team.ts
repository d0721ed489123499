import type { UserRecord } from '../../agents/user.ts'
import { demoAccount } from '../shoppers.ts'

export const company = 'Northwind Outfitters'

/** The widget on the demo shop. */
export const shopAccount = {
  _id: demoAccount,
  channel: 'web' as const,
  accent: '#1f6f5c',
  languages: ['en' as const, 'zh' as const],
  greeting: {
    en: 'Hello! I am the assistant of Northwind Outfitters. Ask me about orders, deliveries or returns.',
    zh: '您好！我是北风户外的智能助手，订单、配送、退换货都可以问我。',
  },
  preChat: true,
  proactive: [
    {
      id: 'basket-help',
      enabled: true,
      afterSeconds: 25,
      pages: ['/demo/', '/demo/index.html'],
      text: {
        en: 'Not sure about the size or the delivery time? Ask me, I answer at once.',
        zh: '尺码或送货时间拿不准？直接问我，马上回复您。',
      },
    },
  ],
}

export type Colleague = Pick<
  UserRecord,
  '_id' | 'email' | 'name' | 'role' | 'queues' | 'languages' | 'capacity' | 'team'
>

export const teams = [
  { id: 'orders', name: 'Orders & returns', queues: ['orders', 'returns', 'general'] },
  { id: 'advice', name: 'Advice & billing', queues: ['billing', 'product', 'general'] },
]

/** Who works at the demo company. */
export const team: readonly Colleague[] = [
  person('dana', 'Dana Ivers', 'agent', ['orders', 'returns', 'general'], ['en'], 'orders'),
  person('mei', 'Mei Chen', 'agent', ['orders', 'returns', 'product'], ['en', 'zh'], 'orders'),
  person('tom', 'Tom Baker', 'agent', ['billing', 'product', 'general'], ['en'], 'advice'),
  person('lina', 'Li Na 李娜', 'agent', ['orders', 'billing', 'returns', 'general'], ['zh'], 'orders'),
  person(
    'ruth',
    'Ruth Adeyemi',
    'supervisor',
    ['orders', 'returns', 'billing', 'product', 'general'],
    ['en'],
  ),
  person('theo', 'Theo Vance', 'trainer', [], ['en', 'zh']),
  person('ada', 'Ada Novak', 'admin', ['general'], ['en']),
]

function person(
  name: string,
  fullName: string,
  role: Colleague['role'],
  itsQueues: string[],
  languages: Colleague['languages'],
  team?: string,
): Colleague {
  const email = `${name}@northwind.example`
  const id = `u_demo_${name}`
  return {
    ...{ _id: id, email, name: fullName, role, queues: itsQueues, languages, capacity: 5 },
    ...(team ? { team } : {}),
  }
}
