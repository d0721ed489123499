import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MaintenanceError } from '@parley/embedded-store'

const root = resolve(import.meta.dirname, '../../..')

/** The settings that `npm start` would have. */
export function loadSettings(): NodeJS.ProcessEnv {
  const file = join(root, '.env')
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

/**
 * Which data folder is meant: the one that was named, or that of `npm start`.
 * @throws MaintenanceError where the store is a MongoDB, which is not in a folder of ours
 */
export function dataFolderOf(
  named: { data?: string | undefined; uri?: string | undefined },
  env: NodeJS.ProcessEnv,
): string {
  if (named.uri || (named.data === undefined && env['MONGODB_URI']))
    throw new MaintenanceError(
      'this install keeps everything in a MongoDB (MONGODB_URI): use mongodump and mongorestore, and keep the master key apart',
    )
  return named.data === undefined ? resolve(root, env['PARLEY_DATA_DIR'] || '.data') : resolve(named.data)
}

export function parleyVersion(): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return version
}
