import { trainModel } from '../train-model.ts'
import { understand } from '../understand.ts'
import type { TrainEngine } from './engine.ts'

/** Parley's own classifier behind the contract of the comparison. */
export const trainParleyEngine: TrainEngine = (examples) => {
  const { model } = trainModel({ intents: examples, outOfScope: [] })
  return Promise.resolve({
    name: 'parley',
    classify: (text) => Promise.resolve(understand(model, text).intents),
  })
}
