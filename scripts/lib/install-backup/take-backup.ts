import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { backupStore, fingerprintStore, MaintenanceError } from '@parley/embedded-store'
import { isWrappedBy } from '../../../server/src/storage/sealing.ts'
import { isEmpty, placeFile } from './files.ts'
import { DATA_FILE, LOGINS, MANIFEST, SECRETS, STORE } from './layout.ts'
import { type FileName, type Manifest, noteFile, writeManifest } from './manifest.ts'
import { type FoundKey, fingerprintOf, keyInFolder, secretsText } from './master-key.ts'
import { parleyVersion } from './settings.ts'

export type OnStep = (words: string, done: number, total: number) => void

export interface TakeBackup {
  readonly dataDir: string
  /** An empty folder, or none yet. */
  readonly to: string
  /** The key of the environment; without one the data folder's counts, as it does at a start. */
  readonly key?: FoundKey | undefined
  /** Puts the master key into the backup. */
  readonly withKey?: boolean
  readonly onStep?: OnStep
}

/**
 * Makes a backup of a whole install, also while it runs. It is one once its manifest is there, which comes last.
 * @throws MaintenanceError when there is nothing to back up, the folder is not empty, or the key is not the store's
 */
export async function takeBackup(ask: TakeBackup): Promise<Manifest> {
  const { dataDir, to } = ask
  if (!existsSync(join(dataDir, DATA_FILE)))
    throw new MaintenanceError(`there is no store in ${dataDir}; --data says which data folder is meant`)
  const key = ask.key ?? keyInFolder(dataDir)
  if (!key)
    throw new MaintenanceError(
      `there is no master key, neither PARLEY_MASTER_KEY nor ${SECRETS} in ${dataDir}; without it nobody could read the backup`,
    )
  if (!(await isEmpty(to)))
    throw new MaintenanceError(`the folder ${to} is not empty; choose another, nothing is written over`)
  try {
    return await fill(ask, key)
  } catch (error) {
    // So that the same command can be given again.
    for (const name of [MANIFEST, STORE, LOGINS, SECRETS])
      await rm(join(to, name), { recursive: true, force: true })
    throw error
  }
}

async function fill(
  { dataDir, to, withKey, onStep }: TakeBackup,
  { key, from }: FoundKey,
): Promise<Manifest> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const step = (words: string) => (done: number, total: number) => onStep?.(words, done, total)
  const store = join(to, STORE)
  const { verification } = await backupStore({
    dir: join(dataDir, STORE),
    to: store,
    onProgress: step('looked through'),
  })
  let fits: boolean | undefined
  const collections = await fingerprintStore({
    dir: store,
    onProgress: step('in the fingerprint'),
    onDocument(name, { _id, wrapped }) {
      if (name === 'parley.person_keys' && wrapped) fits ??= isWrappedBy(key, String(_id), wrapped)
    },
  })
  if (fits === false)
    throw new MaintenanceError(
      `the master key in ${from} is not the one that the store in ${dataDir} was sealed with; nobody could read the backup with it`,
    )
  await rm(join(store, 'data.lmdb-lock'), { force: true })
  const names: FileName[] = [DATA_FILE]
  if (existsSync(join(dataDir, LOGINS))) {
    await placeFile(join(to, LOGINS), await readFile(join(dataDir, LOGINS)))
    names.push(LOGINS)
  }
  if (withKey) {
    await placeFile(join(to, SECRETS), secretsText(key))
    names.push(SECRETS)
  }
  const files = await Promise.all(names.map((name) => noteFile(to, name)))
  return await writeManifest(to, {
    parley: parleyVersion(),
    at: new Date().toISOString(),
    masterKey: fingerprintOf(key),
    documents: verification.documents,
    collections,
    files,
  })
}
