import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import type { TrainEngine } from './engine.ts'

/** Parley's own classifier behind the contract of the comparison. */
export const trainParleyEngine: TrainEngine = async (examples) => {
  const { model } = await trainModel({ intents: examples, outOfScope: [] })
  return {
    name: 'parley',
    classify: (text) => Promise.resolve(understand(model, text).intents),
  }
}
