import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

const Secrets = z.object({ masterKey: z.base64().length(44) })

/**
 * Reads the install's master key from a file that only its owner may read, and makes the file if there is none.
 *
 * @throws Error when the file exists but does not hold a key
 */
export function readOrMakeMasterKey(file: string): Buffer {
  return readMasterKey(file) ?? make(file)
}

function make(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  const secrets = { masterKey: randomBytes(32).toString('base64') }
  writeFileSync(draft, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // Two processes may start at once: a link never replaces a file, so both end with the first one's key.
    linkSync(draft, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    unlinkSync(draft)
  }
  const key = readMasterKey(file)
  if (!key) throw new Error('it cannot be read back')
  return key
}

/**
 * Reads the key from such a file; undefined when there is none.
 *
 * @throws Error when the file does not hold a key
 */
export function readMasterKey(file: string): Buffer | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw error
  }
  const secrets = Secrets.safeParse(parse(text))
  // Never replaced by a new key: everything that was sealed with the old one would be lost.
  if (!secrets.success) throw new Error('the file has no 32-byte masterKey in base64')
  return Buffer.from(secrets.data.masterKey, 'base64')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
