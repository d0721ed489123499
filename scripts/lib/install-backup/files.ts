import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** The file is there whole, and on the disk, or not at all; only its owner may read it. */
export async function placeFile(file: string, content: string | Buffer): Promise<void> {
  const draft = `${file}.part`
  await writeFile(draft, content, { mode: 0o600, flush: true })
  await placeAt(draft, file)
}

/** Gives what is on the disk its place, for good. */
export async function placeAt(draft: string, place: string): Promise<void> {
  await rename(draft, place)
  const folder = await open(dirname(place), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Whether there is no such folder, or nothing in it. */
export async function isEmpty(folder: string): Promise<boolean> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return entries.length === 0
}
