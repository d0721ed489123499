import { readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { NotHereError } from '../scenario.ts'

const LIBRARIES = '/usr/lib'
const NAMES = ['libfaketimeMT.so.1', 'libfaketime.so.1']

/** The wall clock of one process, which can be set while it runs; its monotonic clock stays as it is. */
export interface WallClock {
  /** What a process is started with so that it goes by this clock. */
  readonly environment: Readonly<Record<string, string>>
  /** So many seconds before or after the true time, from about a second later on. */
  set(seconds: number): Promise<void>
}

/** @throws NotHereError where libfaketime is not installed */
export async function makeWallClock(folder: string, name: string): Promise<WallClock> {
  const library = await findLibrary()
  if (!library)
    throw new NotHereError('libfaketime is missing: install the package faketime (apt-get install faketime).')
  const file = join(folder, name)
  const set = async (seconds: number): Promise<void> => {
    const draft = `${file}.next`
    await writeFile(draft, `${seconds < 0 ? '' : '+'}${seconds}\n`)
    // Renamed: a process that reads it in this moment must not find half a number.
    await rename(draft, file)
  }
  await set(0)
  return {
    environment: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      FAKETIME_CACHE_DURATION: '1',
    },
    set,
  }
}

/** In the folder of this machine's kind of processor. */
async function findLibrary(): Promise<string | undefined> {
  for (const kind of ['', ...(await readdir(LIBRARIES).catch(() => []))]) {
    const folder = join(LIBRARIES, kind, 'faketime')
    const found = await readdir(folder).catch((): string[] => [])
    const name = NAMES.find((one) => found.includes(one))
    if (name) return join(folder, name)
  }
  return undefined
}
