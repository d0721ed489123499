import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { MaintenanceError } from '@parley/embedded-store'
import { readMasterKey } from '../../../server/src/storage/master-key.ts'
import { SECRETS } from './layout.ts'

export interface FoundKey {
  readonly key: Buffer
  /** Where it was found, for sentences. */
  readonly from: string
}

/** Says which key it is, and nothing about it: a key is 32 random bytes, which nobody guesses. */
export function fingerprintOf(key: Buffer): string {
  return createHmac('sha256', key).update('parley backup: which master key').digest('hex').slice(0, 32)
}

/** The key that a start with this environment uses. @throws MaintenanceError when it is none */
export function keyOfEnvironment(env: NodeJS.ProcessEnv): FoundKey | undefined {
  const text = env['PARLEY_MASTER_KEY']
  if (!text) return undefined
  const key = keyOfText(text)
  if (!key) throw new MaintenanceError('PARLEY_MASTER_KEY must be the base64 of exactly 32 bytes')
  return { key, from: 'PARLEY_MASTER_KEY' }
}

/** The key that a data folder, or a backup, keeps beside its store. @throws MaintenanceError when the file has none */
export function keyInFolder(folder: string): FoundKey | undefined {
  const from = join(folder, SECRETS)
  try {
    const key = readMasterKey(from)
    return key && { key, from }
  } catch (error) {
    throw new MaintenanceError(`${from} holds no key: ${error instanceof Error ? error.message : error}`)
  }
}

/** A `secrets.json`, or the key alone in base64. @throws MaintenanceError when it is neither */
export function keyInFile(from: string): FoundKey {
  let text: string
  try {
    text = readFileSync(from, 'utf8')
  } catch {
    throw new MaintenanceError(`the key file ${from} cannot be read`)
  }
  const alone = keyOfText(text.trim())
  if (alone) return { key: alone, from }
  try {
    const key = readMasterKey(from)
    if (key) return { key, from }
  } catch {
    // Said below: it is neither form.
  }
  throw new MaintenanceError(`the key file ${from} holds neither a ${SECRETS} nor the base64 of 32 bytes`)
}

/** A file of this form is what a data folder keeps. */
export function secretsText(key: Buffer): string {
  return `${JSON.stringify({ masterKey: key.toString('base64') }, undefined, 2)}\n`
}

function keyOfText(text: string): Buffer | undefined {
  const key = Buffer.from(text, 'base64')
  return /^[A-Za-z0-9+/]{43}=?$/.test(text) && key.length === 32 ? key : undefined
}
