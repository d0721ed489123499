import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { encodeModel } from '@parley/nlp-models'
import { AppError } from '../errors.ts'
import type { Logger } from '../log.ts'
import type { StoreClock } from '../storage/clock.ts'
import type { TaskRunner, Work } from '../tasks/runner.ts'
import type { Limits } from './judge.ts'
import type { ModelHolder } from './model-holder.ts'
import type { LabelReader } from './read-labels.ts'
import { runTrainProcess } from './run-train-process.ts'
import type { Trained, TrainJob } from './train-job.ts'
import type { VersionRecord } from './version.ts'
import type { Versions } from './versions.ts'

export interface TrainDeps {
  versions: Versions
  labels: LabelReader
  models: Pick<ModelHolder, 'current' | 'shipped'>
  /** File of the shipped model, and folder of the phrases. */
  modelFile: string
  folder: string
  limits: () => Limits
  clock: Pick<StoreClock, 'now'>
  log: Logger
  started?: (pid: number) => void
}

/** Trains a version from the phrases and the labels. Nothing of it can be seen before it is whole. */
export function trainRunner(deps: TrainDeps): TaskRunner {
  const { versions, labels, models, folder, limits, clock, log } = deps
  return async (work) => {
    const note = (work.input as { note?: string } | undefined)?.note
    const base = models.current()
    const shipped = models.shipped()
    if (!base) throw new AppError('model_unavailable')
    await versions.clearUnfinished(shipped ? [shipped.version] : [])
    const dataAt = new Date(clock.now())
    const read = await labels.all()
    if (read.unreadable > 0) log.info({ event: 'training.unreadable', labels: read.unreadable })
    const job: TrainJob = {
      kind: 'train',
      folder,
      labels: read.labels.map(({ _id: id, words: text, language, intent, mood }) => ({
        id,
        text,
        language,
        intent,
        mood,
      })),
      base: encodeModel(base),
      limits: limits(),
    }
    const trained = await run(deps, job, work)
    work.signal.throwIfAborted()
    const record = recordOf(trained, {
      origin: 'trained',
      madeAt: new Date(clock.now()),
      dataAt,
      parent: base.version,
      by: work.by,
    })
    await versions.save({ ...record, ...(note ? { note } : {}) }, trained.bytes, trained.predictions)
    return { version: trained.version, unreadableLabels: read.unreadable }
  }
}

/** Measures the model that Parley came with, once, so that others can be compared with it. */
export function judgeRunner(deps: TrainDeps): TaskRunner {
  const { versions, modelFile, folder, limits, clock } = deps
  return async (work) => {
    const bytes = await readFile(modelFile)
    const trained = await run(
      deps,
      { kind: 'judge', folder, labels: [], base: bytes, limits: limits() },
      work,
    )
    const record = recordOf(trained, {
      origin: 'shipped',
      madeAt: new Date(clock.now()),
      dataAt: new Date(clock.now()),
      by: work.by,
    })
    await versions.save({ ...record, trainMs: 0 }, bytes, trained.predictions)
    return { version: trained.version }
  }
}

/** The figures of a model as a version of its own: for an install that begins with one. */
export function recordOf(
  trained: Trained,
  about: Pick<VersionRecord, 'origin' | 'madeAt' | 'dataAt' | 'parent' | 'by'>,
): VersionRecord {
  const { origin, madeAt, dataAt, parent, by } = about
  const { version, bytes, labelIds, predictions: _predictions, ...rest } = trained
  return {
    _id: version,
    origin,
    madeAt,
    ...(origin === 'trained' && by ? { by } : {}),
    ...(parent ? { parent } : {}),
    ...rest,
    labels: labelIds.length,
    labelIds,
    bytes: bytes.length,
    checksum: createHash('sha256').update(bytes).digest('hex'),
    dataAt,
  }
}

/** Progress over the whole: training is nearly all of it. */
async function run({ started }: TrainDeps, job: TrainJob, work: Work): Promise<Trained> {
  return await runTrainProcess(job, {
    signal: work.signal,
    started,
    progress: ({ stage, done, total }) => {
      if (stage === 'train') work.progress(done, total)
    },
  })
}
