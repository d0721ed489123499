import type { Connection } from 'mongoose'
import { hashPassword } from '../agents/passwords.ts'
import { userModel } from '../agents/user.ts'
import { ordersOn } from '../commerce/order.ts'
import { productsOn } from '../commerce/product.ts'
import { returnsOn } from '../commerce/return.ts'
import type { Customer } from '../customers/customer.ts'
import { customersOn } from '../customers/customer.ts'
import { identitiesOn, identityId } from '../customers/identity.ts'
import { type Article, articlesOn } from '../knowledge/article.ts'
import { cannedOn } from '../knowledge/canned.ts'
import { articlesEn } from './company/articles-en.ts'
import { articlesZh } from './company/articles-zh.ts'
import { cannedReplies } from './company/canned-replies.ts'
import { products } from './company/products.ts'
import { team } from './company/team.ts'
import { insertMissing } from './insert-missing.ts'
import { makeCustomers, shopSubject } from './make-customers.ts'
import { type Buyer, makeOrders } from './make-orders.ts'
import { seedSettings } from './seed-settings.ts'
import { demoAccount, demoShoppers } from './shoppers.ts'

const VIP_FROM = 900
/** Looks around before the first purchase. */
const WITHOUT_ORDERS = 'tomas.novak@example.com'

export interface SeedCompany {
  now: number
  /** Equal seeds make equal companies. */
  seed: number
}

/** Customers, orders, products and knowledge of the demo company. Done again it changes nothing. */
export async function seedCompany(connection: Connection, { now, seed }: SeedCompany): Promise<void> {
  const { customers, orders, returns } = makeCompany({ now, seed })
  await insertMissing(productsOn(connection), products)
  await insertMissing(customersOn(connection), customers)
  await insertMissing(
    identitiesOn(connection),
    customers.map((customer) => ({
      _id: identityId(demoAccount, `user:${shopSubject(customer, demoShoppers)}`),
      customer: customer._id,
      verified: true,
      createdAt: customer.since,
    })),
  )
  await insertMissing(ordersOn(connection), orders)
  await insertMissing(returnsOn(connection), returns)
  await insertMissing(articlesOn(connection), makeArticles(new Date(now)))
  await insertMissing(cannedOn(connection), cannedReplies)
  await seedSettings(connection, new Date(now))
}

/** The people of the demo company. Their being there means that the demo was made to its end. */
export async function seedTeam(
  connection: Connection,
  {
    now,
    passwords,
    slots,
  }: {
    now: number
    passwords: ReadonlyMap<string, string>
    /** The threads that a colleague has in hand. */
    slots: ReadonlyMap<string, string[]>
  },
): Promise<void> {
  const users = await Promise.all(
    team.map(async (colleague) => {
      const password = passwords.get(colleague.email)
      if (!password) throw new Error(`${colleague.email} has no password`)
      const passwordHash = await hashPassword(password)
      return {
        ...colleague,
        presence: 'online' as const,
        slots: slots.get(colleague._id) ?? [],
        passwordHash,
        demo: true,
        createdAt: new Date(now),
      }
    }),
  )
  await insertMissing(userModel(connection), users)
}

/** The demo company as plain data. */
export function makeCompany({
  now,
  seed,
}: SeedCompany): Pick<ReturnType<typeof makeOrders>, 'orders' | 'returns'> & { customers: Customer[] } {
  const people = makeCustomers({ now, seed })
  const buyers = people
    .filter((customer) => customer.email !== WITHOUT_ORDERS)
    .map(({ _id: id, email = '', language = 'en' }): Buyer => ({ id, email, language }))
  const shown = new Set<string>(demoShoppers.map((shopper) => shopper.email))
  const shoppers = buyers.filter((buyer) => shown.has(buyer.email))
  const { orders, returns } = makeOrders({ buyers, shoppers, products, now, seed })
  const customers = people.map((customer) => {
    const amount = orders
      .filter((order) => order.customer === customer._id && !['cancelled', 'returned'].includes(order.status))
      .reduce((sum, order) => sum + order.total.amount, 0)
    return {
      ...customer,
      vip: amount >= VIP_FROM,
      spent: { amount: Math.round(amount * 100) / 100, currency: 'EUR' },
    }
  })
  return { customers, orders, returns }
}

function makeArticles(publishedAt: Date): Article[] {
  const languages = { en: articlesEn, zh: articlesZh }
  return (['en', 'zh'] as const).flatMap((language) =>
    Object.entries(languages[language]).map(([intent, [title, body]]) => ({
      _id: `${intent}.${language}.1`,
      intent,
      language,
      title,
      body,
      links: [],
      version: 1,
      publishedAt,
    })),
  )
}
