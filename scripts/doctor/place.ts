import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findRunning } from '../../server/src/single-machine/data-folder.ts'
import { readMasterKey } from '../../server/src/storage/master-key.ts'
import { UsageError } from '../lib/tool.ts'

const root = resolve(import.meta.dirname, '../..')

/** Where the system is that is to be examined. */
export interface Place {
  url: string
  /** Its store and its key, as far as they are known here. */
  mongodbUri: string | undefined
  masterKey: Buffer | undefined
}

/**
 * From `--url`, the environment, and the data folder of an `npm start` that runs. Under an address that was given by
 * hand and is not that folder's, the folder says nothing.
 * @throws UsageError for what is no address
 */
export async function findPlace(given: string | undefined, env: NodeJS.ProcessEnv): Promise<Place> {
  const dir = resolve(root, env['PARLEY_DATA_DIR'] || '.data')
  const running = await findRunning(dir)
  const url = plainUrl(
    given ?? env['PARLEY_PUBLIC_URL'] ?? running?.url ?? `http://localhost:${env['PORT'] || 3000}`,
  )
  const isFolders = given === undefined || (running !== undefined && plainUrl(running.url) === url)
  return {
    url,
    mongodbUri: env['MONGODB_URI'] || (isFolders ? running?.mongodbUri : undefined) || undefined,
    masterKey: keyOf(env) ?? (isFolders ? readMasterKey(join(dir, 'secrets.json')) : undefined),
  }
}

/** The settings that `npm start` reads are the doctor's too. */
export function readSettingsFile(): void {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
}

function keyOf(env: NodeJS.ProcessEnv): Buffer | undefined {
  const text = env['PARLEY_MASTER_KEY']
  if (!text) return undefined
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32) throw new UsageError('PARLEY_MASTER_KEY must be the base64 of exactly 32 bytes.')
  return key
}

function plainUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:\/\//.test(text))
    throw new UsageError(`${text} is no address: it begins with http:// or https://.`)
  return new URL(text).href.replace(/\/+$/, '')
}
