import { accuracy, macroF1 } from '@parley/nlp-models'
import { percentile } from '../../lib/numbers.ts'
import { hasNeutral, type LabelledMood } from './sets.ts'
import type { MoodEngine, Verdict } from './verdict.ts'

/** Shares are fractions of 1. */
export interface MoodFigures {
  /** Of three classes; absent where the training or the test knows two. */
  readonly accuracy?: number
  readonly macroF1?: number
  /** Of what is positive or negative, by the better of the two. */
  readonly accuracy2: number
  readonly macroF12: number
  readonly perSecond: number
  readonly p50Us: number
  readonly p99Us: number
}

const WARM_UP = 3_000
const TIMED_SECONDS = 1

/** Judges the test part and takes the time of it. */
export async function measure(
  engine: MoodEngine,
  test: readonly LabelledMood[],
  knowsNeutral: boolean,
): Promise<MoodFigures> {
  const judged: { label: LabelledMood['label']; verdict: Verdict }[] = []
  for (const { text, label } of test) judged.push({ label, verdict: await engine.judge(text) })
  const all = judged.map(({ label, verdict }) => ({ expected: label, predicted: verdict.three }))
  const moody = judged
    .filter(({ label }) => label !== 'neutral')
    .map(({ label, verdict }) => ({ expected: label, predicted: verdict.two }))
  return {
    ...(knowsNeutral && hasNeutral(test) ? { accuracy: accuracy(all), macroF1: macroF1(all) } : {}),
    accuracy2: accuracy(moody),
    macroF12: macroF1(moody),
    ...(await speedOf(
      engine,
      test.map(({ text }) => text),
    )),
  }
}

/** Messages for each second of processor time, and times of single ones by the clock. */
async function speedOf(
  { judge }: MoodEngine,
  texts: readonly string[],
): Promise<Pick<MoodFigures, 'perSecond' | 'p50Us' | 'p99Us'>> {
  for (let count = 0; count < WARM_UP; count++) await judge(texts[count % texts.length] ?? '')
  const times: number[] = []
  const cpu = process.cpuUsage()
  const end = performance.now() + TIMED_SECONDS * 1000
  for (let at = 0; performance.now() < end; at = (at + 1) % texts.length) {
    const started = performance.now()
    const verdict = judge(texts[at] ?? '')
    if (verdict instanceof Promise) await verdict
    times.push((performance.now() - started) * 1000)
  }
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: Math.round(times.length / ((user + system) / 1e6)),
    p50Us: Number(percentile(times, 0.5).toFixed(1)),
    p99Us: Number(percentile(times, 0.99).toFixed(1)),
  }
}
