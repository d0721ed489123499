import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DATA_FILE } from '../storage/lmdb-file.ts'

/** The work cannot be done; the message is the sentence for the operator. */
export class MaintenanceError extends Error {}

export function dataFileIn(dir: string): string {
  const file = join(dir, DATA_FILE)
  if (!existsSync(file)) throw new MaintenanceError(`there is no store in ${dir} (no ${DATA_FILE})`)
  return file
}

/** Makes the folder, for its owner only. @throws MaintenanceError when something is in it already */
export function prepareEmptyFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (readdirSync(dir).length > 0)
    throw new MaintenanceError(`the folder ${dir} is not empty; choose another, nothing is written over`)
}

/** Has `write` make the file beside its place; it is there whole, and on the disk, or not at all. */
export async function placeFile(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.part`
  rmSync(draft, { force: true })
  try {
    await write(draft)
    chmodSync(draft, 0o600)
    sync(draft)
    moveFile(draft, file)
  } finally {
    rmSync(draft, { force: true })
    rmSync(`${draft}-lock`, { force: true })
  }
}

/** Gives a file that is on the disk its place, for good. */
export function moveFile(from: string, to: string): void {
  renameSync(from, to)
  sync(dirname(to))
}

function sync(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
