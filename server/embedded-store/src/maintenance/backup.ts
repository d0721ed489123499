import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../lock.ts'
import { Environment } from '../storage/environment.ts'
import { isCurrentFormat } from '../storage/format.ts'
import { DATA_FILE } from '../storage/lmdb-file.ts'
import { dataFileIn, MaintenanceError, moveFile, placeFile, prepareEmptyFolder } from './folder.ts'
import { type Verification, verifyStore } from './verify.ts'

const UNCHECKED = 'unchecked'

export interface CopyResult {
  readonly bytes: number
  readonly verification: Verification
}

/** Told of the documents that were looked through. */
type OnProgress = (done: number, total: number) => void

/**
 * Copies a store into an empty folder, as it is at one moment, also while a process serves it. The copy is looked
 * through before it is called a backup.
 * @throws MaintenanceError when there is no store, the folder is not empty, or the copy is not sound
 */
export async function backupStore({
  dir,
  to,
  onProgress,
}: {
  dir: string
  to: string
  onProgress?: OnProgress
}): Promise<CopyResult> {
  return soundCopy(dir, to, onProgress)
}

/**
 * Puts a backup into an empty folder, from which the store can then be started. The backup stays as it is.
 * @throws MaintenanceError as `backupStore`; FolderInUseError when a process serves the folder
 */
export async function restoreStore({
  from,
  dir,
  onProgress,
}: {
  from: string
  dir: string
  onProgress?: OnProgress
}): Promise<CopyResult> {
  return soundCopy(from, dir, onProgress)
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
    await placeSoundCopy(dir, dir)
    return { before, after: statSync(file).size }
  } finally {
    unlock()
  }
}

async function soundCopy(from: string, to: string, onProgress?: OnProgress): Promise<CopyResult> {
  dataFileIn(from)
  prepareEmptyFolder(to)
  const unlock = lockFolder(to)
  try {
    const verification = await placeSoundCopy(from, to, onProgress)
    return { bytes: statSync(dataFileIn(to)).size, verification }
  } finally {
    unlock()
  }
}

/** The copy has its name only when it was looked through: what a kill or a fault leaves is no store. */
async function placeSoundCopy(from: string, to: string, onProgress?: OnProgress): Promise<Verification> {
  const unchecked = join(to, UNCHECKED)
  rmSync(unchecked, { recursive: true, force: true })
  try {
    prepareEmptyFolder(unchecked)
    await copyStore(from, join(unchecked, DATA_FILE))
    const verification = await verifyStore({ dir: unchecked, ...(onProgress && { onProgress }) })
    assertSound(verification, from)
    moveFile(join(unchecked, DATA_FILE), join(to, DATA_FILE))
    return verification
  } finally {
    rmSync(unchecked, { recursive: true, force: true })
  }
}

/** By LMDB, which copies one moment of a file that others write to; a copy of the bytes would be of several. */
async function copyStore(from: string, file: string): Promise<void> {
  const env = new Environment(from, 'read')
  try {
    if (!isCurrentFormat(env))
      throw new MaintenanceError(
        `the store in ${from} was written by another version; start it once to update it`,
      )
    await placeFile(file, (draft) => env.copyTo(draft))
  } finally {
    await env.close()
  }
}

function assertSound({ problems, problemCount }: Verification, from: string): void {
  if (problemCount === 0) return
  throw new MaintenanceError(
    `the store in ${from} is not sound, so nothing was copied: ${problems[0]} (${problemCount} in all)`,
  )
}
