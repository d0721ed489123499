import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { AppError } from '../errors.ts'

const HOUR_MS = 3_600_000

/** Opens the files of one thread from an address, which cannot carry a header: `<img src>`, a download. */
export interface FileTickets {
  sign(thread: string): { ticket: string; expiresAt: number }
  /** The thread that it opens. @throws AppError `token_missing` | `token_invalid` | `token_expired` */
  read(ticket: string | undefined): string
}

/** Tickets are signed with a key that is derived from the install's master key, so that reading one asks no store. */
export function createFileTickets(masterKey: Buffer, now: () => number = Date.now): FileTickets {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'parley file ticket', 32))
  const mark = (words: string) => createHmac('sha256', key).update(words).digest().subarray(0, 16)
  return {
    sign(thread) {
      const expiresAt = now() + HOUR_MS
      const words = `${thread}.${expiresAt}`
      return { ticket: `${words}.${mark(words).toString('base64url')}`, expiresAt }
    },
    read(ticket) {
      if (!ticket) throw new AppError('token_missing')
      const [thread = '', until = '', signature = ''] = ticket.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = mark(`${thread}.${until}`)
      if (given.length !== right.length || !timingSafeEqual(given, right)) throw new AppError('token_invalid')
      if (Number(until) < now()) throw new AppError('token_expired')
      return thread
    },
  }
}
