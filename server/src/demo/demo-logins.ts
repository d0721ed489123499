import { randomInt } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { team } from './company/team.ts'

const Login = z.object({
  role: z.string(),
  name: z.string(),
  email: z.string(),
  password: z.string().min(12),
})
export type Login = z.infer<typeof Login>

// Without letters and digits that look alike.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Where the demo's logins stand in the data folder. */
export const loginsFile = (dataDir: string): string => join(dataDir, 'demo-logins.json')

/** There while the people here are one's own: a start then need not wait for the demo company. */
export const ownCompanyFile = (dataDir: string): string => join(dataDir, 'own-company')

/** Notes that nobody of the demo is here: its logins, which open nothing any more, are told no more. */
export async function noteOwnCompany(dataDir: string): Promise<void> {
  await rm(loginsFile(dataDir), { force: true })
  await writeFile(ownCompanyFile(dataDir), '', { mode: 0o600 })
}

/** The demo company's logins, with passwords that no other install has; made once, readable by their owner only. */
export async function readOrMakeLogins(dataDir: string): Promise<Login[]> {
  const file = loginsFile(dataDir)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) return z.array(Login).parse(JSON.parse(text))
  const logins = team.map(({ role, name, email }) => ({ role, name, email, password: makePassword() }))
  await writeFile(file, `${JSON.stringify(logins, undefined, 2)}\n`, { mode: 0o600 })
  return logins
}

function makePassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return [group(), group(), group()].join('-')
}
