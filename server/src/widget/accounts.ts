import { randomBytes } from 'node:crypto'
import type { NewKey, WidgetAccount, WidgetLook } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { accountPerson, type ChannelAccount, type ChannelAccounts } from './account.ts'

const MOST_ACCOUNTS = 50
const KEYS = 2
const SECRET_BYTES = 32

/** The widgets of the company as its admin has them. */
export function createWidgetAccounts({
  accounts,
  sealer,
  company,
}: {
  accounts: ChannelAccounts
  sealer: Sealer
  /** The company's own name: an account keeps only another one, so that this one may change. */
  company: () => string
}) {
  const shown = (account: ChannelAccount) => toAccount({ ...account, company: account.company ?? company() })
  const kept = ({ company: name, ...look }: WidgetLook): KeptLook => ({
    ...look,
    ...(name === company() ? {} : { company: name }),
  })
  const read = async (id: string): Promise<ChannelAccount> => {
    const found = await accounts.findById(id).lean<ChannelAccount>()
    if (!found) throw new AppError('unknown_account')
    return found
  }
  return {
    async list(): Promise<WidgetAccount[]> {
      const found = await accounts.find().sort({ _id: 1 }).limit(MOST_ACCOUNTS).lean<ChannelAccount[]>()
      return found.map(shown)
    },
    /** @throws AppError `unknown_account` | `changed_meanwhile` | `too_many` */
    async save(id: string, version: number, look: WidgetLook): Promise<WidgetAccount> {
      const replaced =
        version === 0
          ? await make(accounts, id, kept(look))
          : await replaceLook(accounts, await read(id), version, kept(look))
      const now = shown(await read(id))
      if (!replaced) throw new AppError('changed_meanwhile', { details: { stored: now } })
      return now
    },
    /** A new key beside the newest one; an older one stops signing. The secret is told here and never again. */
    async addKey(id: string): Promise<NewKey> {
      const { identityKeys } = await read(id)
      const secret = randomBytes(SECRET_BYTES).toString('base64')
      const kid = `k${randomBytes(6).toString('hex')}`
      const key = { kid, at: storeNow(accounts.db), secret: await sealer.seal(accountPerson(id), secret) }
      const next = [...identityKeys, key].slice(-KEYS)
      await replaceKeys(accounts, id, identityKeys, next)
      return { kid, secret, account: shown(await read(id)) }
    },
    /** @throws AppError `not_found` for a key that is not there */
    async removeKey(id: string, kid: string): Promise<WidgetAccount> {
      const { identityKeys } = await read(id)
      if (!identityKeys.some((key) => key.kid === kid)) throw new AppError('not_found')
      await replaceKeys(
        accounts,
        id,
        identityKeys,
        identityKeys.filter((key) => key.kid !== kid),
      )
      return shown(await read(id))
    },
  }
}
export type WidgetAccountsOf = ReturnType<typeof createWidgetAccounts>

type KeptLook = Omit<WidgetLook, 'company'> & { company?: string }

/** False when there is one of this id already. */
async function make(accounts: ChannelAccounts, id: string, look: KeptLook): Promise<boolean> {
  if ((await accounts.countDocuments().limit(MOST_ACCOUNTS)) >= MOST_ACCOUNTS)
    throw new AppError('too_many', { details: { most: MOST_ACCOUNTS } })
  try {
    await accounts.create([{ _id: id, channel: 'web', ...look, version: 1, identityKeys: [] }])
    return true
  } catch (error) {
    if (isDuplicateKey(error)) return false
    throw error
  }
}

/** False when somebody else saved since that version. */
async function replaceLook(
  accounts: ChannelAccounts,
  { _id, version: stored }: ChannelAccount,
  version: number,
  look: KeptLook,
): Promise<boolean> {
  if ((stored ?? 1) !== version) return false
  const seen = stored === undefined ? { version: { $exists: false } } : { version }
  const result = await accounts.updateOne(ownFilter({ _id, ...seen }), {
    $set: { ...look, version: version + 1 },
    ...(look.company === undefined ? { $unset: { company: 1 } } : {}),
  })
  return result.matchedCount === 1
}

type Keys = ChannelAccount['identityKeys']

/** Two admins at once: one is told to look again. */
async function replaceKeys(accounts: ChannelAccounts, id: string, before: Keys, next: Keys): Promise<void> {
  const newest = before.at(-1)
  const result = await accounts.updateOne(
    ownFilter({ _id: id, ...(newest ? { 'identityKeys.kid': newest.kid } : { identityKeys: [] }) }),
    { $set: { identityKeys: next } },
  )
  if (result.matchedCount === 0) throw new AppError('changed_meanwhile')
}

function toAccount(account: ChannelAccount & { company: string }): WidgetAccount {
  const { _id, company, accent, languages, greeting, preChat } = account
  return {
    id: _id,
    version: account.version ?? 1,
    look: {
      company,
      accent,
      languages,
      greeting: { en: greeting.en, zh: greeting.zh },
      preChat,
      position: account.position ?? 'right',
      showCompany: account.showCompany ?? true,
      domains: account.domains ?? [],
      // Accounts of before have none.
      proactive: account.proactive ?? [],
    },
    keys: account.identityKeys.map(({ kid, at }) => ({ kid, ...(at === undefined ? {} : { at }) })),
  }
}
