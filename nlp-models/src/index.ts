export { defaultModelPath } from './default-model.ts'
export type { IntentEngine, TrainEngine } from './engines/engine.ts'
export { trainNaturalEngine } from './engines/natural.ts'
export { trainNodeNlpEngine } from './engines/node-nlp.ts'
export { trainParleyEngine } from './engines/parley.ts'
export { isResidentId } from './entities/id.ts'
export { isLiteral } from './entities/literal.ts'
export {
  createProductGazetteer,
  LONGEST_NAME,
  MOST_PRODUCTS,
  type ProductEntry,
  type ProductGazetteer,
  ProductListError,
  type ProductListErrorCode,
  type ProductListWarning,
} from './entities/product-gazetteer.ts'
export { type ScanOptions, scanEntities } from './entities/scan-entities.ts'
export {
  accuracy,
  auroc,
  type ClassMetrics,
  type ConfusionMatrix,
  confusionMatrix,
  expectedCalibrationError,
  type Judged,
  macroF1,
  type Prediction,
  perClass,
  type RiskPoint,
  riskCoverage,
} from './evaluation/metrics.ts'
export { stratifiedFolds, stratifiedSplit } from './evaluation/split.ts'
export { type ClassExplanation, type Explanation, explain, type TokenContribution } from './explain.ts'
export type { Thresholds } from './intents/thresholds.ts'
export { intentsOf, type Model, type ModelMetrics } from './model.ts'
export { decodeModel, encodeModel, loadModel, verifyModelFile } from './model-file.ts'
export { ModelFileError, type ModelFileErrorCode } from './model-file-error.ts'
export { createPhraseIndex, type NearPhrase, type PhraseIndex } from './nearest.ts'
export {
  createTextIndex,
  type IndexedText,
  type SimilarText,
  type TextIndex,
} from './similarity/text-index.ts'
export {
  createSlotRecogniser,
  type SlotRecogniser,
  type SlotRecogniserOptions,
} from './slots/slot-recogniser.ts'
export type { SlotChoice, SlotRequest, SlotResult } from './slots/slot-request.ts'
export { detectLanguage } from './text/language.ts'
export {
  type TrainedModel,
  type TrainOptions,
  type TrainProgress,
  trainingParameters,
  trainModel,
} from './train-model.ts'
export type { IntentExample, MoodExample, TrainingData } from './training-data.ts'
export { MODEL_TEXT_LIMIT, type UnderstandOptions, understand } from './understand.ts'
export type * from './understanding.ts'
