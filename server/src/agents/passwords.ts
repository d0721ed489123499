import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// OWASP's first choice for argon2id; ARGON2ID is the library's default algorithm.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

let decoy: Promise<string> | undefined

/** Hashes a password with argon2id; the parameters are part of the result. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost)
}

/** Compares with the hash of the account, or with a decoy when there is none: both take the same time. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(16).toString('hex'))
  const fits = await verify(passwordHash ?? (await decoy), password)
  return passwordHash !== undefined && fits
}
