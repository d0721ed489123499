import type {
  GoBack,
  ModelVersion,
  TrainingOverview,
  User,
  VersionDetail,
  VersionUses,
} from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { StoreClock } from '../storage/clock.ts'
import type { Tasks } from '../tasks/tasks.ts'
import type { ModelHolder } from './model-holder.ts'
import type { Queue } from './queue.ts'
import type { LabelReader } from './read-labels.ts'
import type { InUse, VersionRecord } from './version.ts'
import type { Versions } from './versions.ts'

export const TRAIN = 'train'
export const JUDGE = 'judge-model'

const JUDGED_WITHIN_MS = 6000
const POLL_MS = 200

export interface WorkbenchDeps {
  versions: Versions
  labels: LabelReader
  queue: Queue
  tasks: Tasks
  models: ModelHolder
  clock: Pick<StoreClock, 'now'>
}
type Person = Pick<User, 'id' | 'name'>

/** The versions and which of them is in use. */
export function createWorkbench(deps: WorkbenchDeps) {
  const { versions, labels, queue, tasks, models, clock } = deps

  /** The version in use as long as nobody chose one is that of the file. */
  const shipped = () => models.shipped()?.version

  /** @throws AppError `model_unavailable` while no worker has measured the shipped model */
  const measured = async (by: Person): Promise<void> => {
    const version = shipped()
    if (version === undefined || (await versions.exists(version))) return
    await tasks.begin({ kind: JUDGE, by, input: {}, only: JUDGE }).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'already_running')) throw error
    })
    for (let waited = 0; waited < JUDGED_WITHIN_MS; waited += POLL_MS) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      if (await versions.exists(version)) return
    }
    throw new AppError('model_unavailable', {
      message: 'The model is being measured; try again in a moment.',
    })
  }

  const overview = async (user: Person): Promise<TrainingOverview> => {
    await measured(user)
    const [pointer, all, [task]] = await Promise.all([versions.inUse(), versions.list(), tasks.list(TRAIN)])
    const inUse = pointer?.version ?? shipped() ?? ''
    const instead = models.refused() === inUse ? models.current()?.version : undefined
    const newest = all.find(({ origin }) => origin === 'trained')
    const [count, waiting] = await Promise.all([labels.count(newest?.dataAt), queue.count()])
    return {
      inUse,
      ...(instead ? { instead } : {}),
      versions: all.map((record) => toVersion(record, pointer, inUse)),
      labels: count,
      queue: waiting,
      ...(task ? { task } : {}),
    }
  }

  const use = async (
    user: Person,
    version: string,
    { note, seen, back }: GoBack & { back?: boolean },
  ): Promise<TrainingOverview> => {
    // Whatever would be refused by the workers is refused here, before anything has changed.
    await versions.load(version)
    await versions.use({
      version,
      before: shipped(),
      seen,
      by: user.name,
      at: new Date(clock.now()),
      note,
      back,
    })
    await models.look()
    return await overview(user)
  }

  return {
    overview,

    detail: async (user: Person, id: string): Promise<VersionDetail> => {
      await measured(user)
      const [record, pointer] = await Promise.all([versions.find(id), versions.inUse()])
      return { version: toVersion(record, pointer, pointer?.version ?? shipped() ?? ''), ...record.detail }
    },

    /** @throws AppError `not_found` | `model_damaged` | `changed_meanwhile` */
    use,

    /** @throws AppError as `use`, and `wrong_state` when nothing was in use before */
    back: async (user: Person, choice: GoBack): Promise<{ version: string; overview: TrainingOverview }> => {
      const now = await versions.inUse()
      // Of two who go back at once, the second must not go back to where the first came from.
      if (choice.seen !== undefined && now && now.version !== choice.seen)
        throw new AppError('changed_meanwhile')
      const former = now?.former
      if (!former) throw new AppError('wrong_state', { message: 'No other version was in use before.' })
      return {
        version: former,
        overview: await use(user, former, { ...choice, seen: now.version, back: true }),
      }
    },

    /** Who put which version to use, newest first. */
    uses: async (): Promise<VersionUses> => {
      const history = (await versions.inUse())?.history ?? []
      return {
        uses: history
          .toReversed()
          .map(({ at, back = false, ...use }) => ({ ...use, back, at: at.getTime() })),
      }
    },

    /** @throws AppError `already_running` */
    train: async (user: Person, note?: string) =>
      await tasks.begin({ kind: TRAIN, by: user, input: note ? { note } : {}, only: TRAIN }),

    asVersion: async (id: string): Promise<ModelVersion> => {
      const [record, pointer] = await Promise.all([versions.find(id), versions.inUse()])
      return toVersion(record, pointer, pointer?.version ?? shipped() ?? '')
    },
  }
}
export type Workbench = ReturnType<typeof createWorkbench>

function toVersion(record: VersionRecord, pointer: InUse | undefined, inUse: string): ModelVersion {
  const { _id: id, origin, madeAt, by, note, dataHash, parent, ...rest } = record
  const { examples, labels, intents, bytes, trainMs, parameters, metrics } = rest
  return {
    id,
    state: id === inUse ? 'in_use' : id === pointer?.former ? 'former' : 'ready',
    origin,
    madeAt: madeAt.getTime(),
    ...(by ? { by: by.name } : {}),
    ...(note ? { note } : {}),
    dataHash: dataHash.slice(0, 12),
    ...(parent ? { parent } : {}),
    examples,
    labels,
    intents,
    bytes,
    trainMs,
    ...(parameters ? { parameters } : {}),
    metrics,
  }
}
