import { z } from 'zod'
import { ClientId } from './actions.ts'
import { Mood } from './entries.ts'
import { Task } from './tasks.ts'

const MoodLabel = Mood.shape.label
const Language = z.enum(['en', 'zh'])
/** Of an intent of the model, or `none`: what customers say that no intent is meant for. */
const IntentName = z.string().min(1).max(80)
export const OUT_OF_SCOPE = 'none'
const ModelId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/)

/** POST /api/threads/:id/corrections: what the utterance really meant. Answers ThreadChange; it becomes a label. */
export const Correct = z
  .strictObject({
    clientId: ClientId,
    /** seq of the customer's message. */
    of: z.number().int().positive(),
    intent: IntentName.optional(),
    mood: MoodLabel.optional(),
    /** Takes a correction back: what the model said counts again. */
    withdrawn: z.enum(['intent', 'mood']).optional(),
  })
  .refine(
    ({ intent, mood, withdrawn }) => intent !== undefined || mood !== undefined || withdrawn !== undefined,
    'needs an intent or a mood',
  )
export type Correct = z.infer<typeof Correct>

/** Shares are 0-1; of everything held out, which no training saw. */
export const ModelMetrics = z.object({
  /** Utterances that were held out, and how many of them came from labels of this company. */
  heldOut: z.number().int(),
  heldOutLabels: z.number().int(),
  accuracy: z.number(),
  macroF1: z.number(),
  byLanguage: z.record(
    Language,
    z.object({ count: z.number().int(), accuracy: z.number(), macroF1: z.number() }),
  ),
  /** How well it tells what is in scope from what is not: area under the ROC curve. */
  scopeAuroc: z.number(),
  moodAccuracy: z.number(),
  /** Expected calibration error of the confidence. */
  calibrationError: z.number(),
  /** At the thresholds in use: share answered, and of these the share that is right. */
  answered: z.number(),
  answeredRight: z.number(),
})
export type ModelMetrics = z.infer<typeof ModelMetrics>

export const IntentMetrics = z.object({
  intent: z.string(),
  /** Training phrases, of these labels of this company; utterances held out. */
  examples: z.number().int(),
  labels: z.number().int(),
  heldOut: z.number().int(),
  precision: z.number(),
  recall: z.number(),
  f1: z.number(),
  byLanguage: z.record(Language, z.object({ heldOut: z.number().int(), f1: z.number() })),
})
export type IntentMetrics = z.infer<typeof IntentMetrics>

/** With them and the same data the same version comes out. */
export const TrainingParameters = z.object({
  seed: z.number().optional(),
  /** Of errors, to the machine that tells intents apart. */
  cost: z.number().optional(),
  /** Of the cross-validation that chooses confidence and thresholds. */
  folds: z.number().optional(),
  /** What a label of this company counts beside one of Parley's phrases. */
  labelWeight: z.number().optional(),
  /** One of so many labels is held out. */
  heldOutOneIn: z.number().optional(),
  /** Thresholds at which it was judged. */
  answerFrom: z.number(),
  inScopeFrom: z.number(),
})
export type TrainingParameters = z.infer<typeof TrainingParameters>

export const ModelVersion = z.object({
  id: ModelId,
  /** `in_use` is exactly one; `former` was in use before it: going back leads there. */
  state: z.enum(['in_use', 'former', 'ready']),
  /** Delivered with Parley, or trained here. */
  origin: z.enum(['shipped', 'trained']),
  madeAt: z.number(),
  by: z.string().optional(),
  note: z.string().optional(),
  /** SHA-256 over the training data, first 12 hex digits. */
  dataHash: z.string(),
  parent: z.string().optional(),
  examples: z.number().int(),
  labels: z.number().int(),
  intents: z.number().int(),
  bytes: z.number().int(),
  trainMs: z.number(),
  /** What the training was set to; of the shipped version, what it was judged by. */
  parameters: TrainingParameters.optional(),
  metrics: ModelMetrics,
})
export type ModelVersion = z.infer<typeof ModelVersion>

/** GET /api/training: the workbench at a glance. */
export const TrainingOverview = z.object({
  inUse: z.string(),
  /** Set while the version in use is damaged: what answers in its place, until it is mended or another is chosen. */
  instead: z.string().optional(),
  versions: z.array(ModelVersion),
  labels: z.object({ total: z.number().int(), sinceTraining: z.number().int() }),
  /** Utterances that wait for a label; 1,000 means so many or more. */
  queue: z.number().int(),
  /** The training that is under way, or the last one. */
  task: Task.optional(),
})
export type TrainingOverview = z.infer<typeof TrainingOverview>

/** GET /api/training/uses?version : who put which version to use, when and why; newest first, the last hundred. */
export const VersionUses = z.object({
  uses: z.array(
    z.object({
      version: z.string(),
      /** It had been in use before: somebody went back to it. */
      back: z.boolean(),
      by: z.string(),
      at: z.number(),
      note: z.string().optional(),
    }),
  ),
})
export type VersionUses = z.infer<typeof VersionUses>

/** POST /api/training/train → Task of kind `train`, whose result is `{ version }`. 409 `already_running`. */
export const StartTraining = z.strictObject({ note: z.string().trim().max(500).optional() })

/** GET /api/training/versions/:id */
export const VersionDetail = z.object({
  version: ModelVersion,
  intents: z.array(IntentMetrics),
  confusion: z.object({
    /** Names of rows and columns, `none` last. Rows are what was meant, columns what the model said. */
    names: z.array(z.string()),
    cells: z.array(z.object({ row: z.number().int(), column: z.number().int(), count: z.number().int() })),
  }),
  /** Reliability: mean confidence against the share that was right, per bin. */
  reliability: z.array(z.object({ confidence: z.number(), right: z.number(), count: z.number().int() })),
})
export type VersionDetail = z.infer<typeof VersionDetail>

export const HeldOutExample = z.object({
  text: z.string(),
  language: Language,
  meant: z.string(),
  said: z.string(),
  confidence: z.number(),
  /** The project's held-out file, or a label of this company. */
  source: z.enum(['heldout', 'label']),
})
export type HeldOutExample = z.infer<typeof HeldOutExample>
/** GET /api/training/versions/:id/examples?meant&said : what lies behind a cell. */
export const ExampleList = z.object({ examples: z.array(HeldOutExample) })
export type ExampleList = z.infer<typeof ExampleList>

/** GET /api/training/compare?a&b : both judged on the same held-out utterances. */
export const Comparison = z.object({
  a: ModelVersion,
  b: ModelVersion,
  intents: z.array(z.object({ intent: z.string(), heldOut: z.number().int(), a: z.number(), b: z.number() })),
  /** Utterances on which they differ, at most 200: what got right, what got wrong, what is wrong in another way. */
  changed: z.array(
    z.object({
      text: z.string(),
      language: Language,
      meant: z.string(),
      a: z.object({ said: z.string(), confidence: z.number() }),
      b: z.object({ said: z.string(), confidence: z.number() }),
      change: z.enum(['better', 'worse', 'other']),
    }),
  ),
  counts: z.object({ better: z.number().int(), worse: z.number().int(), other: z.number().int() }),
})
export type Comparison = z.infer<typeof Comparison>

const Choice = z.strictObject({
  note: z.string().trim().max(500).optional(),
  /** The version in use that they saw: with another in use by now it is `changed_meanwhile`. */
  seen: ModelId.optional(),
})
/** POST /api/training/use → TrainingOverview. In use everywhere within seconds, no restart. */
export const UseVersion = Choice.extend({ id: ModelId })
export type UseVersion = z.infer<typeof UseVersion>
/** POST /api/training/back → TrainingOverview: what was in use before is in use again. */
export const GoBack = Choice
export type GoBack = z.infer<typeof GoBack>

const Candidate = z.object({ intent: z.string(), confidence: z.number() })

/** One utterance that the model is unsure about; near duplicates stand behind it. */
export const QueueItem = z.object({
  id: z.string(),
  text: z.string(),
  language: Language,
  channel: z.string(),
  at: z.number(),
  thread: z.string(),
  seq: z.number().int(),
  /** Best first, at most 9: the keys 1-9. */
  candidates: z.array(Candidate),
  mood: Mood,
  /** How many others say nearly the same. */
  alike: z.number().int(),
})
export type QueueItem = z.infer<typeof QueueItem>
/** GET /api/training/queue?language : least certain first, at most 50. */
export const LabelQueue = z.object({ items: z.array(QueueItem), total: z.number().int() })
export type LabelQueue = z.infer<typeof LabelQueue>

/** POST /api/training/labels → Label. The same item again replaces its label. POST /api/training/queue/:id/skip puts it off, DELETE brings it back. */
export const GiveLabel = z.strictObject({
  item: z.string().max(120),
  intent: IntentName.optional(),
  mood: MoodLabel.optional(),
})
export type GiveLabel = z.infer<typeof GiveLabel>

export const Label = z.object({
  id: z.string(),
  text: z.string(),
  language: Language,
  intent: z.string().optional(),
  mood: MoodLabel.optional(),
  /** Where it comes from: corrected in a conversation, or given in the queue. */
  source: z.enum(['correction', 'queue']),
  by: z.object({ id: z.string(), name: z.string() }),
  at: z.number(),
  thread: z.string().optional(),
  seq: z.number().int().optional(),
  /** What it said before, oldest first. */
  history: z.array(
    z.object({
      intent: z.string().optional(),
      mood: MoodLabel.optional(),
      by: z.string(),
      at: z.number(),
    }),
  ),
})
export type Label = z.infer<typeof Label>
/** GET /api/training/labels?cursor&intent&source ; DELETE /api/training/labels/:id?at takes one back (the item is in the queue again); 409 `changed_meanwhile` when it is not the label of that time any more. POST /api/training/labels/:id/restore gives one again that one took back. */
export const LabelPage = z.object({
  labels: z.array(Label),
  next: z.string().optional(),
  total: z.number().int(),
})
export type LabelPage = z.infer<typeof LabelPage>

/** POST /api/training/try : what a model makes of a text, and why. */
export const TryText = z.strictObject({
  text: z.string().trim().min(1).max(2000),
  version: ModelId.optional(),
})
export type TryText = z.infer<typeof TryText>
const Token = z.object({
  text: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  weight: z.number(),
})
export const TryAnswer = z.object({
  version: z.string(),
  language: Language,
  intents: z.array(Candidate),
  inScope: z.number(),
  mood: Mood,
  entities: z.array(z.object({ kind: z.string(), text: z.string(), value: z.string() })),
  /** What the bot would do at the thresholds in use. */
  verdict: z.enum(['answer', 'offer', 'misunderstood']),
  threshold: z.number(),
  /** For the best intent and the runner-up: tokens with their exact contribution; with `bias` they sum to `score`. */
  why: z.array(
    z.object({
      intent: z.string(),
      score: z.number(),
      bias: z.number(),
      tokens: z.array(Token),
    }),
  ),
  /** Training phrases most like it. */
  nearest: z.array(z.object({ text: z.string(), intent: z.string(), similarity: z.number() })),
})
export type TryAnswer = z.infer<typeof TryAnswer>
