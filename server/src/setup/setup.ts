import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Connection } from 'mongoose'
import { hashPassword } from '../agents/passwords.ts'
import { newUserId, type UserRecord, userModel } from '../agents/user.ts'
import { passwordProblem, type SetupAdmin, type SetupCompany, type SetupState } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type SetupRecord, setupOn } from './setup-record.ts'

const TOKEN_BYTES = 24

export interface Setup {
  /** Nobody has an account here. */
  isOpen: () => Promise<boolean>
  /** What the operator must bring along; only while it is open. */
  token: () => Promise<string | undefined>
  /** @throws AppError `setup_token_wrong` | `set_up_already` */
  look: (token: string) => Promise<SetupState>
  /** Keeps what was filled in. @throws AppError as `look` */
  saveCompany: (token: string, company: SetupCompany) => Promise<void>
  /** The one step that decides. @throws AppError as `look`, `password_refused`, `wrong_state` without a company */
  decide: (wish: SetupAdmin) => Promise<UserRecord>
  /** The wizard still has the widget to offer. */
  widgetIsDue: () => Promise<boolean>
  widgetDone: () => Promise<void>
}

/**
 * Sets up an install without people, once, by who proves to be its operator. The token follows from the master key
 * and a salt in the store: every process prints the same one, and the store alone does not give it away.
 */
export function createSetup(deps: {
  connection: Connection
  masterKey: Buffer
  settings: Pick<Settings, 'get' | 'read' | 'put'>
}): Setup {
  const { connection, masterKey, settings } = deps
  const records = setupOn(connection)
  const users = userModel(connection)
  // Accounts are never all removed: once there is one, the answer stays.
  let closed = false

  const isOpen = async (): Promise<boolean> => {
    if (!closed && (await users.exists({}))) {
      // A process may have died right behind the account: what was still to do is done, and the hash goes.
      const found = await records.findOne({ _id: 'setup', state: 'decided' }).lean<SetupRecord>()
      if (found) await makeDecided({ settings, users, records }, found)
      closed = true
    }
    return !closed
  }
  const record = async (): Promise<SetupRecord> => {
    const found = await records.findById('setup').lean<SetupRecord>()
    if (found) return found
    try {
      await records.create({ _id: 'setup', salt: randomBytes(16).toString('base64url'), state: 'open' })
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
    }
    return await record()
  }
  const tokenOf = ({ salt }: SetupRecord) =>
    Buffer.from(hkdfSync('sha256', masterKey, salt, 'parley set-up', TOKEN_BYTES)).toString('base64url')

  const make = async (decided: SetupRecord) => {
    const user = await makeDecided({ settings, users, records }, decided)
    if (user) closed = true
    return user
  }

  const admit = async (token: string): Promise<SetupRecord> => {
    if (!(await isOpen())) throw new AppError('set_up_already')
    const current = await record()
    const [given, right] = [Buffer.from(token.trim()), Buffer.from(tokenOf(current))]
    if (given.length !== right.length || !timingSafeEqual(given, right))
      throw new AppError('setup_token_wrong')
    if (current.state !== 'open') {
      await make(current)
      throw new AppError('set_up_already')
    }
    return current
  }

  /** A process may have died between the decision and what follows from it. */
  const stillOpen = async (): Promise<boolean> => {
    if (!(await isOpen())) return false
    const found = await records.findById('setup').lean<SetupRecord>()
    if (found?.state === 'decided') await make(found)
    return !closed
  }

  return {
    isOpen: stillOpen,
    token: async () => ((await stillOpen()) ? tokenOf(await record()) : undefined),
    look: async (token) => {
      const { company } = await admit(token)
      return company ? { company } : {}
    },
    saveCompany: async (token, company) => {
      await admit(token)
      await records.updateOne({ _id: 'setup', state: 'open' }, { $set: { company } })
    },
    decide: async ({ token, name, email, password, language }) => {
      const current = await admit(token)
      const why = passwordProblem(password, { email, name })
      if (why) throw new AppError('password_refused', { details: { why } })
      if (!current.company) throw new AppError('wrong_state', { message: 'The company is not named yet.' })
      const admin = { id: newUserId(), name, email, language, passwordHash: await hashPassword(password) }
      const decided = await records
        .findOneAndUpdate(
          ownFilter({ _id: 'setup', state: 'open', company: { $exists: true } }),
          { $set: { state: 'decided', admin } },
          { returnDocument: 'after' },
        )
        .lean<SetupRecord>()
      if (!decided) throw new AppError('set_up_already')
      const user = await make(decided)
      // Demo people came in between: they were here first.
      if (!user) throw new AppError('set_up_already')
      return user
    },
    widgetIsDue: async () =>
      (await records.exists(ownFilter({ _id: 'setup', state: 'made', widgetAt: { $exists: false } }))) !==
      null,
    widgetDone: async () => {
      await records.updateOne({ _id: 'setup' }, { $set: { widgetAt: storeDate(connection) } })
    },
  }
}

/** Everything that follows from the decision. Each step bears being done again, by any process. */
async function makeDecided(
  { settings, users, records }: Makers,
  { company, admin }: SetupRecord,
): Promise<UserRecord | undefined> {
  if (!company || !admin) return undefined
  const { languages, ...value } = company
  const stored = await settings.read('company')
  if (stored.version === 0) {
    await settings.put('company', { version: 0, value, by: admin.id }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'changed_meanwhile') throw error
    })
  }
  const { id, name, email, language, passwordHash } = admin
  const queues = settings.get('queues').queues.map((queue) => queue.id)
  const user = { _id: id, name, email, language, passwordHash, languages, queues, role: 'admin' as const }
  await users.create(user).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error
  })
  // The hash has its place with the person now.
  await records.updateOne(
    { _id: 'setup', state: 'decided' },
    { $set: { state: 'made' }, $unset: { admin: 1 } },
  )
  return (await users.findById(id).lean<UserRecord>()) ?? undefined
}

interface Makers {
  settings: Pick<Settings, 'get' | 'read' | 'put'>
  users: ReturnType<typeof userModel>
  records: ReturnType<typeof setupOn>
}
