export { checkTrainingData, type TrainingWarning, type TrainingWarningCode } from './check-training-data.ts'
export {
  type AskedQuote,
  type OpenQuote,
  type PromiseQuote,
  type Quote,
  type Summary,
  type SummaryOptions,
  summarise,
} from './conversation/summarise.ts'
export type { Speaker, Turn } from './conversation/turn.ts'
export { defaultModelPath } from './default-model.ts'
export type { EngineAnswer, EngineData, EngineKind, EngineName, IntentEngine } from './engines/engine.ts'
export { engineKinds } from './engines/engine-kinds.ts'
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
export { createRandom, shuffle } from './evaluation/random.ts'
export { stratifiedFolds, stratifiedSplit } from './evaluation/split.ts'
export { type ClassExplanation, type Explanation, explain, type TokenContribution } from './explain.ts'
export { type Matter, mattersOf } from './intents/matters.ts'
export { type Remembered, remember } from './intents/memory.ts'
export type { Thresholds } from './intents/thresholds.ts'
export { type Keyword, type KeywordOptions, keywords } from './keywords/keywords.ts'
export { defaultLanguageModelPath } from './language/default-language-model.ts'
export {
  createLanguageDetector,
  type DetectedLanguages,
  detectLanguages,
  type LanguageDetector,
  type LanguageShare,
  type RankedLanguage,
} from './language/detect-languages.ts'
export type { LanguageModel } from './language/language-model.ts'
export { readLanguageModel } from './language/language-model-file.ts'
export type { LanguageData } from './language/language-samples.ts'
export { trainLanguages } from './language/train-languages.ts'
export { intentsOf, type Model, type ModelMetrics } from './model.ts'
export { decodeModel, encodeModel, loadModel, verifyModelFile } from './model-file.ts'
export { ModelFileError, type ModelFileErrorCode } from './model-file-error.ts'
export { createPhraseIndex, type NearPhrase, type PhraseIndex } from './nearest.ts'
export {
  createReplyRanker,
  type ReplyOptions,
  type ReplyRanker,
  rankReplies,
} from './replies/rank-replies.ts'
export type {
  RankedReply,
  ReplyCandidate,
  ReplyContext,
  ReplyReason,
  ReplySource,
} from './replies/reply.ts'
export { createReplyMemory, MOST_PAST, type PastReply, type ReplyMemory } from './replies/reply-memory.ts'
export { type MoodPath, moodPath, type ScoredMessage } from './sentiment/mood-path.ts'
export type { MoodTurn } from './sentiment/mood-turn.ts'
export { type MoodReader, trainMood } from './sentiment/train-mood.ts'
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
export { type Sentence, splitSentences } from './text/sentences.ts'
export { type Token, type TokenKind, tokenise } from './text/tokens.ts'
export {
  type Clustering,
  type ClusterOptions,
  clusterTopics,
  MOST_UTTERANCES,
} from './topics/cluster-topics.ts'
export type { Topic } from './topics/describe.ts'
export type { ClusterProgress } from './topics/step.ts'
export {
  type TrainedModel,
  type TrainOptions,
  type TrainProgress,
  trainingParameters,
  trainModel,
} from './train-model.ts'
export type { IntentExample, MoodExample, TrainingData } from './training-data.ts'
export { MODEL_TEXT_LIMIT, readMood, type UnderstandOptions, understand } from './understand.ts'
export type * from './understanding.ts'
export { defaultWordVectorsPath } from './vectors/default-vectors.ts'
export { encodeWordVectors, type VectorRows } from './vectors/word-vectors.ts'
