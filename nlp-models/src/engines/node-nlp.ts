import { detectLanguage } from '../text/language.ts'
import type { EngineKind, IntentEngine } from './engine.ts'

/** What node-nlp calls the intent of texts that belong to none. */
const NONE = 'None'
const SETTINGS = {
  languages: ['en', 'zh'],
  forceNER: false,
  autoSave: false,
  autoLoad: false,
  nlu: { log: false },
}

/** node-nlp's manager with its defaults; loaded only when asked for, as its root costs a second and 250 MB. */
export const nodeNlpEngine: EngineKind = {
  name: 'node-nlp',
  async train({ examples, outOfScope }) {
    const { NlpManager } = await import('node-nlp')
    const manager = new NlpManager(SETTINGS)
    for (const { text, intent } of examples) manager.addDocument(detectLanguage(text), text, intent)
    for (const text of outOfScope) manager.addDocument(detectLanguage(text), text, NONE)
    await manager.train()
    return engineOf(manager)
  },
  async restore(saved) {
    const { NlpManager } = await import('node-nlp')
    const manager = new NlpManager(SETTINGS)
    manager.import(new TextDecoder().decode(saved))
    return engineOf(manager)
  },
}

type Manager = InstanceType<typeof import('node-nlp')['NlpManager']>

function engineOf(manager: Manager): IntentEngine {
  return {
    name: 'node-nlp',
    async classify(text, language) {
      const { classifications } = await manager.process(language, text)
      const intents = classifications
        // A text with the word `constructor` brings it an intent without a name.
        .filter(({ intent }) => typeof intent === 'string' && intent !== NONE)
        .map(({ intent, score }) => ({ intent, confidence: score }))
      return { intents, inScope: intents[0]?.confidence ?? 0 }
    },
    save: () => new TextEncoder().encode(manager.export()),
  }
}
