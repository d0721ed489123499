import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const KEY_FILE = 'seed.key'
const OWN = new Set(['redis', 'logs', 'data.lmdb-lock'])

/**
 * What a seed made, kept for the next stack that wants the same: a copy of the stopped store, of the files beside it,
 * and the key that its texts are sealed with. Only where `TEST_SEEDS` names a folder, as `npm test` does.
 */
export interface KeptSeed {
  /** Copies it into a stack's folder; answers its master key, or undefined when there is none yet. */
  lay(dir: string): Promise<Buffer | undefined>
  /** Keeps what is in the folder of a stack whose store is stopped. */
  keep(dir: string, masterKey: Buffer): Promise<void>
}

/** Answers undefined where nothing is to be kept. */
export function keptSeed(name: string | undefined): KeptSeed | undefined {
  const home = process.env['TEST_SEEDS']
  if (!home || !name) return undefined
  const folder = join(home, name)
  const copy = async (from: string, to: string) =>
    await cp(from, to, {
      recursive: true,
      filter: (path) => !OWN.has(path.slice(path.lastIndexOf('/') + 1)),
    })
  return {
    async lay(dir) {
      const key = await readFile(join(folder, KEY_FILE)).catch(() => undefined)
      if (!key) return undefined
      await copy(folder, dir)
      await rm(join(dir, KEY_FILE))
      return key
    },
    async keep(dir, masterKey) {
      // Whole or not at all: a test that is stopped here must not leave half a seed to the next.
      const draft = await mkdtemp(`${folder}-`)
      await copy(dir, draft)
      await writeFile(join(draft, KEY_FILE), masterKey, { mode: 0o600 })
      await rename(draft, folder).catch(async () => await rm(draft, { recursive: true, force: true }))
    },
  }
}
