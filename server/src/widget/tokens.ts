import { createHash, hkdfSync, subtle, type webcrypto } from 'node:crypto'
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose'
import { AppError } from '../errors.ts'

const HOUR_S = 3600
/** A signed identity may live this long at most; an older one is refused even if it says otherwise. */
const MAX_IDENTITY_S = 24 * HOUR_S
const VISITOR_S = 180 * 24 * HOUR_S
const ISSUER = 'parley'

/** What a widget's session token says; made and read only here. */
export interface SessionClaims {
  account: string
  thread: string
  /** `account:externalId` of the customer on this channel. */
  identity: string
  customer: string
  name: string
  vip: boolean
  identified: boolean
  /** What the widget speaks with them. */
  language?: 'en' | 'zh'
}

export interface IdentityClaims {
  sub: string
  name?: string
  email?: string
  expiresAt: number
}

/** The thread of a customer on an account: known from the event alone. 128 bits of SHA-256. */
export function threadIdOf(account: string, externalKey: string): string {
  return createHash('sha256')
    .update(`${account}\n${externalKey}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}

/** Signs and reads session tokens with a key that is derived from the install's master key. */
export function createSessionTokens(masterKey: Buffer, now: () => number = Date.now) {
  // Imported once: otherwise each reading imports it anew, which takes as long as the reading itself.
  const imported = importKey(new Uint8Array(hkdfSync('sha256', masterKey, '', 'parley widget session', 32)))
  return {
    async sign(claims: SessionClaims, until?: number): Promise<{ token: string; expiresAt: number }> {
      const expiresAt = Math.floor(until ?? now() / 1000 + VISITOR_S)
      const token = await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience('widget')
        .setExpirationTime(expiresAt)
        .sign(await imported)
      return { token, expiresAt: expiresAt * 1000 }
    },
    /** @throws AppError `token_missing` | `token_invalid` | `token_expired` */
    async read(token: string | undefined): Promise<SessionClaims & { expiresAt: number }> {
      if (!token) throw new AppError('token_missing')
      const key = await imported
      const { payload } = await verified(() =>
        jwtVerify(token, key, {
          algorithms: ['HS256'],
          issuer: ISSUER,
          audience: 'widget',
          currentDate: new Date(now()),
          requiredClaims: ['exp'],
        }),
      )
      const { account, thread, identity, customer, name, vip, identified, language, exp } = payload
      if (
        typeof account !== 'string' ||
        typeof thread !== 'string' ||
        typeof identity !== 'string' ||
        typeof customer !== 'string'
      ) {
        throw new AppError('token_invalid')
      }
      return {
        account,
        thread,
        identity,
        customer,
        name: typeof name === 'string' ? name : '',
        vip: vip === true,
        identified: identified === true,
        ...(language === 'en' || language === 'zh' ? { language } : {}),
        expiresAt: (exp ?? 0) * 1000,
      }
    },
  }
}
export type SessionTokens = ReturnType<typeof createSessionTokens>

/**
 * Reads the identity that a company's own server signed for its customer: JWT, HS256 only, `kid` of an active key,
 * `aud` this account, `exp` within 24 hours.
 * @throws AppError `token_invalid` | `token_expired` | `token_wrong_audience`
 */
export async function readIdentity(
  token: string,
  account: string,
  keys: readonly { kid: string; secret: Uint8Array }[],
  now = Date.now(),
): Promise<IdentityClaims> {
  const kid = headerKid(token)
  const key = keys.find((one) => one.kid === kid)
  if (!key) throw new AppError('token_invalid', { message: 'The identity token names no active key.' })
  const { payload } = await verified(() =>
    jwtVerify(token, key.secret, {
      algorithms: ['HS256'],
      audience: account,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
    }),
  )
  const { sub, exp = 0, name, email } = payload
  if (!sub || sub.length > 200)
    throw new AppError('token_invalid', { message: 'The identity token names no customer.' })
  if (exp - now / 1000 > MAX_IDENTITY_S + 60) {
    throw new AppError('token_invalid', { message: 'The identity token lives longer than 24 hours.' })
  }
  return {
    sub,
    expiresAt: exp,
    ...(typeof name === 'string' ? { name: name.slice(0, 120) } : {}),
    ...(typeof email === 'string' ? { email: email.slice(0, 254) } : {}),
  }
}

async function importKey(bytes: Uint8Array<ArrayBuffer>): Promise<webcrypto.CryptoKey> {
  return await subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
}

function headerKid(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).kid
  } catch {
    throw new AppError('token_invalid')
  }
}

async function verified<T>(verify: () => Promise<T>): Promise<T> {
  try {
    return await verify()
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new AppError('token_expired', { cause })
    if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'aud')
      throw new AppError('token_wrong_audience', { cause })
    throw new AppError('token_invalid', { cause })
  }
}
