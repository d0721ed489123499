import type { ModelMetrics } from '@parley/server/contract'

/** The figures of a version in the order in which a trainer asks for them. */
export const measures = [
  { id: 'accuracy', lowerIsBetter: false },
  { id: 'macroF1', lowerIsBetter: false },
  { id: 'answered', lowerIsBetter: false },
  { id: 'answeredRight', lowerIsBetter: false },
  { id: 'scope', lowerIsBetter: false },
  { id: 'mood', lowerIsBetter: false },
  { id: 'calibration', lowerIsBetter: true },
] as const
export type MeasureId = (typeof measures)[number]['id']

const fields = {
  accuracy: 'accuracy',
  macroF1: 'macroF1',
  answered: 'answered',
  answeredRight: 'answeredRight',
  scope: 'scopeAuroc',
  mood: 'moodAccuracy',
  calibration: 'calibrationError',
} as const satisfies Record<MeasureId, keyof ModelMetrics>

export function figureOf(metrics: ModelMetrics, id: MeasureId): number {
  return metrics[fields[id]]
}

/** Below this the difference of two shares is not shown as one. */
const SAME = 0.0005

/** Whether b is better than a in a measure; undefined where they are the same. */
export function isBetter(id: MeasureId, a: number, b: number): boolean | undefined {
  if (Math.abs(b - a) < SAME) return undefined
  const lowerIsBetter = measures.find((measure) => measure.id === id)?.lowerIsBetter ?? false
  return b > a !== lowerIsBetter
}

/** The last part of a version's id, which follows from what the model is: enough where two stand side by side. */
export function shortId(id: string): string {
  return id.slice(id.lastIndexOf('.') + 1)
}
