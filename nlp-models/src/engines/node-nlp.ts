import { detectLanguage } from '../text/language.ts'
import type { TrainEngine } from './engine.ts'

/** node-nlp's manager with its defaults; loaded only when asked for, as its root costs a second and 250 MB. */
export const trainNodeNlpEngine: TrainEngine = async (examples) => {
  const { NlpManager } = await import('node-nlp')
  const manager = new NlpManager({
    languages: ['en', 'zh'],
    forceNER: false,
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  })
  for (const { text, intent } of examples) manager.addDocument(detectLanguage(text), text, intent)
  await manager.train()
  return {
    name: 'node-nlp',
    async classify(text, language) {
      const { classifications } = await manager.process(language, text)
      return classifications
        .filter(({ intent }) => intent !== 'None')
        .map(({ intent, score }) => ({ intent, confidence: score }))
    },
  }
}
