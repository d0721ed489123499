/**
 * The process that trains and judges models, forked by `run-train-process.ts`: its memory and its processor time are
 * not those of the process that takes turns. It writes nothing and ends with its parent.
 */
import { setPriority } from 'node:os'
import { decodeModel, trainingParameters, trainModel } from '@parley/nlp-models'
import type { TrainingParameters } from '../contract/index.ts'
import { chooseData, HELD_OUT_ONE_IN, LABEL_WEIGHT } from './choose-data.ts'
import { judge, predict } from './judge.ts'
import { readHeldOutFile, readPhrases } from './phrases.ts'
import type { FromTraining, Trained, TrainJob } from './train-job.ts'

/** Turns come first. */
const NICE = 10
const parent = process.ppid

async function work(job: TrainJob): Promise<Trained> {
  const started = performance.now()
  const base = decodeModel(job.base)
  const [phrases, heldOutFile] = await Promise.all([readPhrases(job.folder), readHeldOutFile(job.folder)])
  const chosen = chooseData(phrases, job.kind === 'train' ? job.labels : [], heldOutFile)
  tell({ kind: 'progress', stage: 'read', done: 0, total: 1 })
  const { model, bytes } =
    job.kind === 'train'
      ? await trainModel(chosen.data, {
          orderMasks: base.orderMasks,
          // Other companies' texts taught it moods; they are not here, and a few labels would not replace them.
          base,
          onProgress: ({ done, total }) => tell({ kind: 'progress', stage: 'train', done, total }),
        })
      : { model: base, bytes: job.base }
  tell({ kind: 'progress', stage: 'judge', done: 0, total: 1 })
  const predictions = chosen.heldOut.map((one) => predict(model, one, job.limits))
  return {
    version: model.version,
    dataHash: model.dataHash,
    intents: model.intents.classes.length,
    bytes,
    labelIds: chosen.labelIds,
    examples: chosen.data.intents.length + chosen.data.outOfScope.length,
    trainMs: Math.round(performance.now() - started),
    parameters: parametersOf(job),
    predictions,
    ...judge(predictions, chosen),
  }
}

/** The shipped version was trained elsewhere: of it is known by what it was judged. */
function parametersOf({ kind, limits: { answer, inScope } }: TrainJob): TrainingParameters {
  const judged = { answerFrom: answer, inScopeFrom: inScope }
  if (kind === 'judge') return judged
  return { ...trainingParameters, labelWeight: LABEL_WEIGHT, heldOutOneIn: HELD_OUT_ONE_IN, ...judged }
}

/** Training lets no event in, so a parent that was killed is noticed here and not by `disconnect`. */
function tell(message: FromTraining): void {
  if (process.ppid !== parent) process.exit(1)
  process.send?.(message)
}

process.on('disconnect', () => process.exit(1))
process.once('message', (job: TrainJob) => {
  setPriority(NICE)
  work(job)
    .then((result) =>
      process.send?.({ kind: 'done', result } satisfies FromTraining, () => process.disconnect()),
    )
    .catch((error: unknown) => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error)
      process.send?.({ kind: 'failed', why } satisfies FromTraining, () => process.disconnect())
    })
})
