import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { AppError } from '../errors.ts'
import type { FromTraining, Trained, TrainJob } from './train-job.ts'

const MOST_HEAP_MB = 1024
const LAST_WORDS = 2000

/**
 * Trains in a process of its own, with less right to the processor than turns have.
 * @throws the signal's reason when it is told to stop; AppError `training_broke` when the process ends before it is done
 */
export async function runTrainProcess(
  job: TrainJob,
  options: {
    signal: AbortSignal
    progress: (told: Extract<FromTraining, { kind: 'progress' }>) => void
    /** For tests that end it from outside. */
    started?: ((pid: number) => void) | undefined
  },
): Promise<Trained> {
  options.signal.throwIfAborted()
  const child = forkTraining()
  if (child.pid !== undefined) options.started?.(child.pid)
  const stop = () => void child.kill('SIGKILL')
  options.signal.addEventListener('abort', stop)
  try {
    const outcome = await follow(child, job, options.progress)
    options.signal.throwIfAborted()
    if (outcome.kind === 'done') return outcome.result
    throw new AppError('training_broke', { cause: new Error(outcome.why) })
  } finally {
    options.signal.removeEventListener('abort', stop)
    stop()
  }
}

/** From sources it runs through the loader that the parent runs through. */
function forkTraining(): ChildProcess {
  const sources = import.meta.url.endsWith('.ts')
  const file = new URL(sources ? './train-process.ts' : './train-process.js', import.meta.url)
  return fork(fileURLToPath(file), [], {
    execArgv: [
      `--max-old-space-size=${MOST_HEAP_MB}`,
      ...(sources ? ['--conditions=source', '--import', 'tsx'] : []),
    ],
    // The settings of the server, secrets among them, are not its business.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
}

type Outcome = Exclude<FromTraining, { kind: 'progress' }>

async function follow(
  child: ChildProcess,
  job: TrainJob,
  progress: (told: Extract<FromTraining, { kind: 'progress' }>) => void,
): Promise<Outcome> {
  return await new Promise<Outcome>((resolve) => {
    let words = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      words = `${words}${chunk.toString('utf8')}`.slice(-LAST_WORDS)
    })
    child.on('message', (told: FromTraining) => {
      if (told.kind === 'progress') progress(told)
      else resolve(told)
    })
    child.on('error', (error) => resolve({ kind: 'failed', why: error.message }))
    child.on('exit', (code, signal) =>
      resolve({ kind: 'failed', why: `ended with ${signal ?? `code ${code}`}: ${words}` }),
    )
    child.send(job, (error) => {
      if (error) resolve({ kind: 'failed', why: error.message })
    })
  })
}
