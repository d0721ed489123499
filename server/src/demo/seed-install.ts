import { randomBytes } from 'node:crypto'
import { loadModel } from '@parley/nlp-models'
import type { Connection } from 'mongoose'
import { userModel } from '../agents/user.ts'
import { readConfig } from '../config.ts'
import { connectStore, ensureIndexes, isDuplicateKey } from '../storage/mongo.ts'
import { createSealer, type Sealer } from '../storage/sealing.ts'
import { accountPerson, channelAccountsOn } from '../widget/account.ts'
import { shopAccount } from './company/team.ts'
import { noteOwnCompany, readOrMakeLogins } from './demo-logins.ts'
import { makeHistory } from './make-history.ts'
import { makeCompany, seedCompany, seedTeam } from './seed-company.ts'
import { seedHistory } from './seed-history.ts'
import { seedHours } from './seed-hours.ts'
import { seedImport } from './seed-import.ts'
import { seedAdvertisers } from './seed-side-stories.ts'
import { makeAdvertising, makeMention } from './side-stories.ts'

const SEED = 48_213

/** Makes the demo company in a store without users; answers whether it did. Refused in production. */
export async function seedInstall(env: NodeJS.ProcessEnv): Promise<boolean> {
  const config = readConfig(env)
  if (config.production) throw new Error('The demo company is not made in production')
  if (!config.mongodbUri) throw new Error('MONGODB_URI is not set')
  const connection = await connectStore({
    uri: config.mongodbUri,
    appName: 'parley-seed',
    patienceMs: 30_000,
  })
  try {
    const users = userModel(connection)
    if (await users.exists({})) {
      if (!(await users.exists({ demo: true }))) await noteOwnCompany(config.dataDir)
      return false
    }
    const now = Date.now()
    const logins = await readOrMakeLogins(config.dataDir)
    const sealer = createSealer({ connection, masterKey: config.masterKey })
    const made = makeCompany({ now, seed: SEED })
    await seedCompany(connection, { now, seed: SEED })
    await seedAccount(connection, sealer)
    await seedHours(connection, new Date(now))
    await ensureIndexes(connection)
    const advertising = makeAdvertising(now)
    await seedAdvertisers({ connection, sealer }, advertising.customers, now)
    await seedImport({ connection, sealer }, now)
    const passwords = new Map(logins.map(({ email, password }) => [email, password]))
    const history = makeHistory({ ...made, now, seed: SEED })
    const busy = new Set(history.flatMap(({ state, customer }) => (state === 'closed' ? [] : [customer])))
    const slots = await seedHistory({
      connection,
      sealer,
      model: await loadModel(config.modelFile).catch(() => undefined),
      customers: [...made.customers, ...advertising.customers],
      conversations: [...history, ...makeMention({ ...made, busy }), ...advertising.conversations],
      now,
    })
    await seedTeam(connection, { now, passwords, slots })
    return true
  } finally {
    await connection.close()
  }
}

/** The shop's widget, with a key of this install that signs its customers. */
async function seedAccount(connection: Connection, sealer: Sealer): Promise<void> {
  const person = accountPerson(shopAccount._id)
  const secret = await sealer.seal(person, randomBytes(32).toString('base64'))
  try {
    await channelAccountsOn(connection).create([{ ...shopAccount, identityKeys: [{ kid: 'k1', secret }] }])
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
  }
}
