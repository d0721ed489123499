import { setImmediate as turnOfOthers } from 'node:timers/promises'
import { createPhraseIndex, type Model, type PhraseIndex } from '@parley/nlp-models'
import { OUT_OF_SCOPE } from '../contract/index.ts'
import { chooseData } from './choose-data.ts'
import type { ModelHolder } from './model-holder.ts'
import { type Phrases, readPhrases } from './phrases.ts'
import type { LabelReader } from './read-labels.ts'
import type { Versions } from './versions.ts'

/** Versions that trainers look at; each has a few megabytes. */
const KEPT = 3
/** So many phrases are indexed before other work of this process gets its turn. */
const AT_ONCE = 100

export interface Loaded {
  model: Model
  /** Made when it is first asked for. */
  phrases: () => Promise<PhraseIndex>
}

/** Models for looking at, apart from those that take turns. */
export function createLoadedModels(deps: {
  versions: Versions
  labels: LabelReader
  models: Pick<ModelHolder, 'shipped'>
  folder: string
}) {
  const { versions, labels, models, folder } = deps
  const kept = new Map<string, Promise<Loaded>>()
  let own: Promise<Phrases> | undefined

  const index = async (id: string, model: Model): Promise<PhraseIndex> => {
    own ??= readPhrases(folder)
    const [phrases, record, all] = await Promise.all([
      own,
      versions.exists(id).then(async (known) => (known ? await versions.find(id) : undefined)),
      labels.all(),
    ])
    const trainedOn = new Set(record?.labelIds)
    const used = all.labels.filter(({ _id }) => trainedOn.has(_id))
    const { data } = chooseData(
      phrases,
      used.map(({ _id, words: text, language, intent, mood }) => ({ id: _id, text, language, intent, mood })),
      [],
    )
    const examples = [...data.intents, ...data.outOfScope.map((text) => ({ text, intent: OUT_OF_SCOPE }))]
    const made = createPhraseIndex(model)
    for (let from = 0; from < examples.length; from += AT_ONCE) {
      made.add(examples.slice(from, from + AT_ONCE))
      await turnOfOthers()
    }
    return made
  }

  const load = async (id: string): Promise<Loaded> => {
    const file = models.shipped()
    // The one that takes turns here has a vectoriser of its own: an index must not be made of it.
    const model = file?.version === id && !(await versions.exists(id)) ? file : await versions.load(id)
    let phrases: Promise<PhraseIndex> | undefined
    return {
      model,
      phrases: () => {
        phrases ??= index(id, model)
        return phrases
      },
    }
  }

  /** @throws AppError `not_found` | `model_damaged` */
  return async (id: string): Promise<Loaded> => {
    const known = kept.get(id)
    kept.delete(id)
    const loaded = known ?? load(id)
    kept.set(id, loaded)
    loaded.catch(() => kept.delete(id))
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    return await loaded
  }
}
export type LoadedModels = ReturnType<typeof createLoadedModels>
