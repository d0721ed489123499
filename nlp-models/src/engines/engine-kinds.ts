import type { EngineKind, EngineName } from './engine.ts'
import { keywordEngine } from './keyword.ts'
import { naturalBayesEngine, naturalLogisticEngine } from './natural.ts'
import { nodeNlpEngine } from './node-nlp.ts'
import { parleyEngine } from './parley.ts'

/** All engines by name. */
export const engineKinds: Readonly<Record<EngineName, EngineKind>> = {
  parley: parleyEngine,
  'node-nlp': nodeNlpEngine,
  'natural-bayes': naturalBayesEngine,
  'natural-logistic': naturalLogisticEngine,
  keyword: keywordEngine,
}
