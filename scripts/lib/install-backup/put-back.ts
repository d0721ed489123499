import { existsSync } from 'node:fs'
import { readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { fingerprintStore, MaintenanceError, restoreStore } from '@parley/embedded-store'
import { takeDataFolder } from '../../../server/src/single-machine/data-folder.ts'
import { isEmpty, placeAt, placeFile } from './files.ts'
import { LOGINS, SECRETS, STORE } from './layout.ts'
import { checkFiles, type Manifest, readManifest } from './manifest.ts'
import { type FoundKey, fingerprintOf, keyInFolder, secretsText } from './master-key.ts'
import type { OnStep } from './take-backup.ts'

/** Where the store is put together; no start looks there. */
const DRAFT = 'store.restoring'

export interface PutBack {
  readonly from: string
  readonly dataDir: string
  /** The key of the environment, which a start would use. */
  readonly key?: FoundKey | undefined
  /** A key that was given for this, to be kept in the data folder. */
  readonly keyFile?: FoundKey | undefined
  readonly onStep?: OnStep
}

export interface PutBackResult {
  readonly manifest: Manifest
  /** Where the next start finds the master key. */
  readonly keyFrom: string
}

/**
 * Puts a backup into a data folder without a store, so that a start finds everything. The store gets its place last:
 * what a kill or a fault leaves is no install, and the same may be done again.
 * @throws MaintenanceError, StartError, DamagedStoreError when it cannot be done; the data folder is as it was
 */
export async function putBack(ask: PutBack): Promise<PutBackResult> {
  const { from, dataDir } = ask
  const manifest = await readManifest(from)
  const isNew = !existsSync(dataDir)
  // Held until the end: a start must not make a store of its own meanwhile.
  const folder = await takeDataFolder(dataDir)
  try {
    return await fill(ask, manifest)
  } finally {
    await rm(join(dataDir, DRAFT), { recursive: true, force: true })
    await folder.release()
    // Only goes while nothing is in it.
    if (isNew) await rmdir(dataDir).catch(() => undefined)
  }
}

async function fill({ onStep, ...ask }: PutBack, manifest: Manifest): Promise<PutBackResult> {
  const { from, dataDir } = ask
  const place = join(dataDir, STORE)
  if (!(await isEmpty(place)))
    throw new MaintenanceError(
      `there is a store in ${dataDir} already; choose another folder with --data, nothing is written over`,
    )
  await checkFiles(from, manifest)
  const { key, isKept } = fittingKey(ask, manifest)
  const step = (words: string) => (done: number, total: number) => onStep?.(words, done, total)
  const draft = join(dataDir, DRAFT)
  await rm(draft, { recursive: true, force: true })
  await restoreStore({ from: join(from, STORE), dir: draft, onProgress: step('looked through') })
  const collections = await fingerprintStore({ dir: draft, onProgress: step('compared') })
  if (!isDeepStrictEqual(collections, manifest.collections))
    throw new MaintenanceError(
      `what the backup in ${from} holds is not what its manifest says; use another copy, or an older backup`,
    )
  // Before the store: a start that found it without its key would make another one.
  if (!isKept) await placeFile(join(dataDir, SECRETS), secretsText(key.key))
  if (manifest.files.some(({ name }) => name === LOGINS))
    await placeFile(join(dataDir, LOGINS), await readFile(join(from, LOGINS)))
  await placeAt(draft, place)
  return { manifest, keyFrom: isKept ? key.from : join(dataDir, SECRETS) }
}

/** The key that the next start will use, or that it shall find; every one that was given has to be the right one. */
function fittingKey(
  { from, dataDir, key, keyFile }: Omit<PutBack, 'onStep'>,
  { masterKey }: Manifest,
): { key: FoundKey; isKept: boolean } {
  const kept = key ?? keyInFolder(dataDir)
  const found = [kept, keyFile, keyInFolder(from)].filter((one) => one !== undefined)
  for (const one of found)
    if (fingerprintOf(one.key) !== masterKey)
      throw new MaintenanceError(
        `the master key in ${one.from} is not the one of the backup in ${from}; nobody could read what customers wrote`,
      )
  const [fitting] = found
  if (!fitting)
    throw new MaintenanceError(
      `the master key of the backup in ${from} is needed: --key-file FILE, PARLEY_MASTER_KEY, or ${SECRETS} in ${dataDir}`,
    )
  return { key: fitting, isKept: kept !== undefined }
}
