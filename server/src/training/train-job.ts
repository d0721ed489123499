import type { ModelMetrics, TrainingParameters, VersionDetail } from '../contract/index.ts'
import type { TrainingLabel } from './choose-data.ts'
import type { Limits, Prediction } from './judge.ts'

/** What the training process is told. */
export interface TrainJob {
  /** `judge` measures the base as it is. */
  kind: 'train' | 'judge'
  /** Of Parley's phrases. */
  folder: string
  labels: TrainingLabel[]
  /** Bytes of the model whose moods are kept. */
  base: Uint8Array
  limits: Limits
}

export interface Trained {
  version: string
  dataHash: string
  intents: number
  bytes: Uint8Array
  labelIds: string[]
  examples: number
  trainMs: number
  parameters: TrainingParameters
  predictions: Prediction[]
  metrics: ModelMetrics
  detail: Omit<VersionDetail, 'version'>
}

/** What it tells. */
export type FromTraining =
  | { kind: 'progress'; stage: 'read' | 'train' | 'judge'; done: number; total: number }
  | { kind: 'done'; result: Trained }
  | { kind: 'failed'; why: string }
