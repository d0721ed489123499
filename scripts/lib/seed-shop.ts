import { randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { shopAccount } from '../../server/src/demo/company/team.ts'
import { seedCompany } from '../../server/src/demo/seed-company.ts'
import { accountPerson, channelAccountsOn } from '../../server/src/widget/account.ts'
import { openProductStore } from './product-store.ts'

export const account = shopAccount._id

const SEED = 48_213
const KEY = 'measuring'

/** The shop's own server: it vouches for its customers. */
export interface Shop {
  /** The signed identity of a customer, good for an hour or until a moment in seconds. */
  identityOf(customer: { sub: string; email: string; name: string }, until?: number): Promise<string>
}

/**
 * The demo company without its staff and its past: nothing waits, nobody is at the desk but whom a tool hires. The
 * key that signs identities is made here, so that it need not be read back.
 */
export async function seedShop(env: NodeJS.ProcessEnv): Promise<Shop> {
  const { MONGODB_URI: mongodbUri = '', PARLEY_MASTER_KEY: key = '' } = env
  const store = await openProductStore({ mongodbUri, masterKey: Buffer.from(key, 'base64') })
  try {
    await seedCompany(store.connection, { now: Date.now(), seed: SEED })
    const secret = randomBytes(32)
    const sealed = await store.sealer.seal(accountPerson(account), secret.toString('base64'))
    await channelAccountsOn(store.connection).create([
      { ...shopAccount, identityKeys: [{ kid: KEY, secret: sealed }] },
    ])
    return {
      identityOf: ({ sub, email, name }, until) =>
        new SignJWT({ email, name })
          .setProtectedHeader({ alg: 'HS256', kid: KEY })
          .setSubject(sub)
          .setAudience(account)
          .setExpirationTime(until ?? '1h')
          .sign(secret),
    }
  } finally {
    await store.close()
  }
}
