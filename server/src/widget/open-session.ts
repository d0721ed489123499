import { randomBytes } from 'node:crypto'
import type { OpenSession, WidgetSession } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import type { Sealer } from '../storage/sealing.ts'
import { accountPerson, type ChannelAccount, type ChannelAccounts } from './account.ts'
import { isAllowedSite } from './allowed-site.ts'
import { readIdentity, type SessionClaims, type SessionTokens, threadIdOf } from './tokens.ts'
import type { NoteVisit } from './visits.ts'

/** Makes or finds the customer behind an identity on a channel account. */
export type ResolveCustomer = (claim: {
  account: string
  externalId: string
  verified: boolean
  name?: string
  email?: string
  language?: 'en' | 'zh'
}) => Promise<{ id: string; name: string; vip: boolean }>

interface Opened {
  claims: SessionClaims
  session: WidgetSession
}

/**
 * Opens a widget session: for a signed customer, for a visitor who was here before, or for a new one. History shows
 * only to whom the token belongs: a claim in the form is contact data, never an identity.
 * @throws AppError `unknown_account` and the `token_…` codes
 */
export function createSessionOpener(deps: {
  accounts: ChannelAccounts
  sealer: Sealer
  tokens: SessionTokens
  resolve: ResolveCustomer
  noteVisit: NoteVisit
  /** @throws AppError `store_unavailable` while there is no room for somebody new */
  assertRoom?: () => void
  /** Hears who opened a chat, on which channel; never waited for. */
  seen: (customer: string, channel: string) => void
}) {
  const { accounts, sealer, tokens, resolve, noteVisit, seen, assertRoom } = deps

  const signedIn = async (account: ChannelAccount, identity: string, wish: OpenSession): Promise<Opened> => {
    const keys = await Promise.all(
      account.identityKeys.map(async ({ kid, secret }) => ({
        kid,
        secret: Buffer.from(await sealer.open(accountPerson(account._id), secret), 'base64'),
      })),
    )
    const claims = await readIdentity(identity, account._id, keys, storeNow(accounts.db))
    const externalId = `user:${claims.sub}`
    const customer = await resolve({
      account: account._id,
      externalId,
      verified: true,
      ...(claims.name ? { name: claims.name } : {}),
      ...(claims.email ? { email: claims.email } : {}),
      ...(wish.language ? { language: wish.language } : {}),
    })
    return await answer(
      { ...claimsOf(account._id, externalId, customer, true), ...spoken(wish) },
      claims.expiresAt,
    )
  }

  const visitor = async (account: ChannelAccount, wish: OpenSession): Promise<Opened> => {
    assertRoom?.()
    const externalId = `visitor:${randomBytes(16).toString('base64url')}`
    const customer = await resolve({
      account: account._id,
      externalId,
      verified: false,
      ...(wish.name ? { name: wish.name } : {}),
      ...(wish.email ? { email: wish.email } : {}),
      ...(wish.language ? { language: wish.language } : {}),
    })
    return await answer({ ...claimsOf(account._id, externalId, customer, false), ...spoken(wish) })
  }

  const answer = async (claims: SessionClaims, until?: number): Promise<Opened> => {
    const { token, expiresAt } = await tokens.sign(claims, until)
    seen(claims.customer, 'web')
    const { thread, identified, name } = claims
    return { claims, session: { token, thread, expiresAt, identified, ...(name ? { name } : {}) } }
  }

  const open = async (wish: OpenSession, origin?: string): Promise<Opened> => {
    const account = await accounts.findById(wish.account).lean<ChannelAccount>()
    if (!account) throw new AppError('unknown_account')
    if (!isAllowedSite(account.domains ?? [], origin)) throw new AppError('foreign_origin')
    if (wish.identity !== undefined) return await signedIn(account, wish.identity, wish)
    if (wish.token === undefined) return await visitor(account, wish)
    const { expiresAt, ...claims } = await tokens.read(wish.token)
    if (claims.account !== account._id) throw new AppError('token_wrong_audience')
    // A signed customer's session ends with the signature that opened it; a visitor's is prolonged.
    const { thread, identified, name } = claims
    return identified
      ? { claims, session: { token: wish.token, thread, expiresAt, identified, name } }
      : await answer({ ...claims, ...spoken(wish) })
  }

  return async (
    wish: OpenSession,
    from: { origin?: string | undefined; 'user-agent'?: string | undefined } = {},
  ): Promise<WidgetSession> => {
    const { claims, session } = await open(wish, from.origin)
    const { page, title, referrer } = wish
    if (page || title || referrer) noteVisit(claims, { page, title, referrer, userAgent: from['user-agent'] })
    return session
  }
}
export type OpenSessionFor = ReturnType<typeof createSessionOpener>

/** What is known of their language before they wrote a word. */
const spoken = ({ language }: OpenSession) => (language ? { language } : {})

function claimsOf(
  account: string,
  externalId: string,
  customer: { id: string; name: string; vip: boolean },
  identified: boolean,
): SessionClaims {
  return {
    account,
    thread: threadIdOf(account, externalId),
    identity: `${account}:${externalId}`,
    customer: customer.id,
    name: customer.name,
    vip: customer.vip,
    identified,
  }
}
