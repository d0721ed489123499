import { statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { lockFolder } from '../lock.ts'
import { Environment } from '../storage/environment.ts'
import { isCurrentFormat } from '../storage/format.ts'
import { DATA_FILE } from '../storage/lmdb-file.ts'
import { dataFileIn, MaintenanceError, placeFile, prepareEmptyFolder } from './folder.ts'
import { type Verification, verifyStore } from './verify.ts'

export interface CopyResult {
  readonly bytes: number
  readonly verification: Verification
}

/**
 * Copies a store into an empty folder, as it is at one moment, also while a process serves it. The copy is looked
 * through before it is called a backup.
 * @throws MaintenanceError when there is no store, the folder is not empty, or the copy is not sound
 */
export async function backupStore({ dir, to }: { dir: string; to: string }): Promise<CopyResult> {
  dataFileIn(dir)
  prepareEmptyFolder(to)
  const env = new Environment(dir, 'read')
  try {
    if (!isCurrentFormat(env))
      throw new MaintenanceError(
        `the store in ${dir} was written by another version; start it once to update it`,
      )
    await placeFile(join(to, DATA_FILE), (draft) => env.copyTo(draft))
  } finally {
    await env.close()
  }
  return soundCopy(to)
}

/**
 * Puts a backup into an empty folder, from which the store can then be started. The backup stays as it is.
 * @throws MaintenanceError as `backupStore`; FolderInUseError when a process serves the folder
 */
export async function restoreStore({ from, dir }: { from: string; dir: string }): Promise<CopyResult> {
  const source = dataFileIn(from)
  prepareEmptyFolder(dir)
  const unlock = lockFolder(dir)
  try {
    await placeFile(join(dir, DATA_FILE), (draft) => copyFile(source, draft))
  } finally {
    unlock()
  }
  return soundCopy(dir)
}

/**
 * Gives the pages that are free back to the system. Nobody may serve the folder meanwhile.
 * @returns the file's size before and after, bytes
 */
export async function compactStore({ dir }: { dir: string }): Promise<{ before: number; after: number }> {
  const file = dataFileIn(dir)
  const unlock = lockFolder(dir)
  try {
    const before = statSync(file).size
    const env = new Environment(dir, 'read')
    await placeFile(file, async (draft) => {
      await env.copyTo(draft)
      await env.close()
    })
    return { before, after: statSync(file).size }
  } finally {
    unlock()
  }
}

async function soundCopy(dir: string): Promise<CopyResult> {
  const verification = await verifyStore({ dir })
  const [problem] = verification.problems
  if (problem !== undefined)
    throw new MaintenanceError(
      `the copy in ${dir} is not sound, and so is what it was made of: ${problem} (${verification.problemCount} in all)`,
    )
  return { bytes: statSync(join(dir, DATA_FILE)).size, verification }
}
