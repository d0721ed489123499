import { loadModel, type Model } from '@parley/nlp-models'
import type { Logger } from '../log.ts'

/** The model in use. A file that is damaged or missing never replaces one that works. */
export interface ModelHolder {
  current(): Model | undefined
  /** Loads the file again; false, with the reason logged, when the model before stays in use. */
  reload(): Promise<boolean>
}

export async function createModelHolder(path: string, log: Logger): Promise<ModelHolder> {
  let model: Model | undefined
  const reload = async () => {
    try {
      model = await loadModel(path)
      log.info({ event: 'model.loaded', version: model.version })
      return true
    } catch (err) {
      log.error({ event: 'model.refused', kept: model?.version ?? 'none', err })
      return false
    }
  }
  await reload()
  return { current: () => model, reload }
}
