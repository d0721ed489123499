import type { Connection } from 'mongoose'
import type { SignIn, User } from '../contract/accounts.ts'
import { AppError } from '../errors.ts'
import { storeNow } from '../storage/clock.ts'
import type { Attempts } from './attempts.ts'
import { auditModel } from './audit.ts'
import { verifyPassword } from './passwords.ts'
import type { Sessions, SignedIn } from './session.ts'
import { toUser, type UserRecord, userModel } from './user.ts'

interface Caller {
  ip: string
  userAgent?: string | undefined
}

export interface Accounts {
  /**
   * Opens a session for the right password. Unknown, disabled and mistyped look and last the same.
   *
   * @throws AppError `wrong_credentials`, `too_many_requests` or `demo_refused`
   */
  signIn: (credentials: SignIn, from: Caller) => Promise<{ user: User; token: string }>
  signOut: (who: SignedIn, from: Caller) => Promise<void>
}

export interface AccountsDeps {
  connection: Connection
  sessions: Sessions
  attempts: Attempts
  production: boolean
  now?: () => number
}

/** Makes sign-in and sign-out; both leave a line in the audit, refused or not. */
export function createAccounts(deps: AccountsDeps): Accounts {
  const { connection, sessions, attempts, production, now = () => storeNow(deps.connection) } = deps
  const users = userModel(connection)
  const audits = auditModel(connection)
  const audit = (
    action: string,
    line: { actor?: string | undefined; target: string; ip: string; ok: boolean },
  ) => audits.create({ ...line, action, actor: line.actor ?? 'unknown', at: new Date(now()) })

  async function judge(user: UserRecord | null, password: string): Promise<UserRecord> {
    const fits = await verifyPassword(user?.passwordHash, password)
    if (!user || !fits || user.disabledAt) throw new AppError('wrong_credentials')
    // Demo passwords are printed in the README.
    if (user.demo && production) throw new AppError('demo_refused')
    return user
  }

  return {
    signIn: async ({ email, password }, { ip, userAgent }) => {
      const account = email.toLowerCase()
      const user = await users.findOne({ email: account }).lean()
      const line = { actor: user?._id, target: account, ip }
      try {
        await attempts.begin(account, ip)
        const known = await judge(user, password)
        const { token } = await sessions.start({ user: known._id, ip, ...(userAgent && { userAgent }) })
        await attempts.succeeded(account, ip)
        await audit('session.sign_in', { ...line, ok: true })
        return { user: toUser(known), token }
      } catch (error) {
        if (error instanceof AppError && error.code === 'wrong_credentials')
          await attempts.failed(account, ip)
        await audit('session.sign_in', { ...line, ok: false })
        throw error
      }
    },
    signOut: async ({ user, sessionId }, { ip }) => {
      await sessions.end(sessionId)
      await audit('session.sign_out', { actor: user.id, target: user.email, ip, ok: true })
    },
  }
}
