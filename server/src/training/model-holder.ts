import { loadModel, type Model } from '@parley/nlp-models'
import { AppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import type { Versions } from './versions.ts'

const LOOK_MS = 1000
/** What could not be loaded is not tried again at once. */
const RETRY_MS = 15_000

/** The model in use. One that is damaged or missing never replaces one that works. */
export interface ModelHolder {
  current(): Model | undefined
  /** The model of the file that this process was started with. */
  shipped(): Model | undefined
  /** The version that is meant to be in use and cannot be read, so that the one before goes on here. */
  refused(): string | undefined
  /** Loads the file again; false, with the reason logged, when the model before stays. */
  reload(): Promise<boolean>
  /** Follows what trainers put to use, from now on; resolves when the first look is done. */
  follow(versions: Pick<Versions, 'inUse' | 'load'>): Promise<void>
  /** Looks now instead of within the second, also at a version that was refused a moment ago. */
  look(): Promise<void>
  stop(): Promise<void>
}

export async function createModelHolder(path: string, log: Logger): Promise<ModelHolder> {
  let file: Model | undefined
  let chosen: Model | undefined
  let versions: Pick<Versions, 'inUse' | 'load'> | undefined
  let refused: { version: string; until: number; unfit: boolean } | undefined
  let loop: { stop(): Promise<void> } | undefined

  const reload = async () => {
    try {
      file = await loadModel(path)
      log.info({ event: 'model.loaded', version: file.version })
      return true
    } catch (err) {
      log.error({ event: 'model.refused', kept: file?.version ?? 'none', err })
      return false
    }
  }
  /** Only a version that could be read whole takes the place of the one before. */
  const take = async (wanted: string) => {
    if (refused?.version === wanted && performance.now() < refused.until) return
    const from = nameOf(chosen ?? file)
    try {
      chosen = await versions?.load(wanted)
      refused = undefined
      log.info({ event: 'model.switched', from, to: wanted })
    } catch (err) {
      // A store that is away says nothing about the version.
      const unfit = err instanceof AppError && err.status < 500
      refused = { version: wanted, until: performance.now() + RETRY_MS, unfit }
      log.error({ event: 'model.refused', refused: wanted, kept: from, err })
    }
  }
  const look = async () => {
    const wanted = (await versions?.inUse())?.version
    if (wanted !== refused?.version) refused = undefined
    if (wanted !== undefined && wanted !== file?.version) {
      if (wanted !== chosen?.version) await take(wanted)
    } else if (chosen) {
      log.info({ event: 'model.switched', from: chosen.version, to: nameOf(file) })
      chosen = undefined
    }
  }
  await reload()
  return {
    current: () => chosen ?? file,
    shipped: () => file,
    refused: () => (refused?.unfit ? refused.version : undefined),
    reload,
    async look() {
      if (refused) refused.until = 0
      await look()
    },
    async follow(followed) {
      versions = followed
      const failed = (err: unknown) => log.warn({ event: 'model.unwatched', err })
      await look().catch(failed)
      loop = every(LOOK_MS, look, failed)
    },
    async stop() {
      await loop?.stop()
    },
  }
}

function nameOf(model: Model | undefined): string {
  return model?.version ?? 'none'
}
