import type { Model } from '../model.ts'
import { decodeModel, encodeModel } from '../model-file.ts'
import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import type { EngineKind, IntentEngine } from './engine.ts'

/** Parley's own classifier behind the contract of the comparison, with what it is shipped with. */
export const parleyEngine: EngineKind = {
  name: 'parley',
  async train({ examples, outOfScope }) {
    return engineOf((await trainModel({ intents: examples, outOfScope })).model)
  },
  restore: (saved) => Promise.resolve(engineOf(decodeModel(saved))),
}

function engineOf(model: Model): IntentEngine {
  return {
    name: 'parley',
    classify: (text, language) => understand(model, text, { languageHint: language }),
    save: () => encodeModel(model),
  }
}
