import { contactFields, derivedFields } from '../customers/contact.ts'
import type { Customer } from '../customers/customer.ts'
import { type Person, peopleEn, peopleZh, zoneOf } from './company/people.ts'
import { createRandom, type Random } from './random.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** The customers of the demo company, without what they spent. */
export function makeCustomers({ now, seed }: { now: number; seed: number }): Customer[] {
  const random = createRandom(seed)
  return [
    ...peopleEn.map((person, index) => makeCustomer({ person, language: 'en', index, random, now })),
    ...peopleZh.map((person, index) => makeCustomer({ person, language: 'zh', index, random, now })),
  ]
}

/** What the shop calls this customer: the subject of its signed identities. */
export function shopSubject(
  customer: Pick<Customer, 'email'>,
  shoppers: readonly { id: string; email: string }[],
): string {
  const shopper = shoppers.find((one) => one.email === customer.email)
  return shopper?.id ?? (customer.email ?? '').split('@')[0] ?? ''
}

function makeCustomer(given: {
  person: Person
  language: 'en' | 'zh'
  index: number
  random: Random
  now: number
}): Customer {
  const { person, language, index, random, now } = given
  const [name, mail, city] = person
  const digits = Array.from({ length: 8 }, () => random.whole(0, 9)).join('')
  // Ranges that no telephone company gives out, where there are such.
  const phone = language === 'zh' ? `+86 100${digits}` : `+44 7700 900${digits.slice(0, 3)}`
  const contact = contactFields({ name, email: `${mail}@example.com`, phone })
  const tags = makeTags(random)
  const since = new Date(now - random.whole(370, 1400) * DAY_MS)
  return {
    _id: `c_demo_${language}${String(index + 1).padStart(2, '0')}`,
    ...contact,
    ...derivedFields(contact),
    emailVerified: true,
    language,
    city,
    timeZone: zoneOf(city),
    vip: false,
    tags,
    fields: makeFields(random),
    channels: ['web'],
    since,
    seenAt: since,
    demo: true,
    version: 1,
  }
}

function makeTags(random: Random): string[] {
  return ['hiker', 'climber', 'newsletter', 'wholesale', 'fitting'].filter(() => random.chance(0.18))
}

function makeFields(random: Random): Customer['fields'] {
  return {
    'shoe-size': random.whole(37, 45),
    'jacket-size': random.pick(['S', 'M', 'L', 'XL']),
    'trail-points': random.whole(0, 48) * 10,
    ...(random.chance(0.3) ? { newsletter: random.chance(0.7) } : {}),
  }
}
