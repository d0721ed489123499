import { availableParallelism } from 'node:os'
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { createThread } from '../threads/create-thread.ts'
import { type ClassSolution, Solver, type SvmOptions } from './solver.ts'
import type { TrainingSet } from './training-set.ts'

/** Below this many texts times classes a thread takes longer to start than to help. */
const WORTH_THREADS = 200_000
const MOST_THREADS = 4

export interface SolveOptions {
  readonly svm: SvmOptions
  /** Threads to solve classes on; by default one a core, four at most, and none for little work. */
  readonly threads?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** Called after each class. */
  readonly onClass?: (() => void) | undefined
}

/** What a solving thread is given, and what it gives back: solutions one by one, then nothing more. */
export interface SolveJob {
  readonly set: TrainingSet
  readonly svm: SvmOptions
  readonly columns: readonly number[]
}

/**
 * Solves all classes, in order of their columns. The result does not depend on the number of threads.
 * @throws what the signal was aborted with; what a thread died of
 */
export async function solveClasses(
  set: TrainingSet,
  classes: number,
  { svm, threads, signal, onClass }: SolveOptions,
): Promise<readonly ClassSolution[]> {
  signal?.throwIfAborted()
  const columns = Array.from({ length: classes }, (_, column) => column)
  const usual = set.size * classes < WORTH_THREADS ? 1 : Math.min(MOST_THREADS, availableParallelism())
  const count = Math.max(1, Math.min(threads ?? usual, classes))
  const found: ClassSolution[] = []
  const take = (solution: ClassSolution) => {
    found[solution.column] = solution
    onClass?.()
  }
  if (count === 1) {
    const solver = new Solver(set, svm)
    for (const column of columns) {
      take(solver.solve(column))
      await turnOfOthers()
      signal?.throwIfAborted()
    }
    return found
  }
  const shares = Array.from({ length: count }, (_, thread) => columns.filter((one) => one % count === thread))
  await Promise.all(shares.map((share) => solveInThread({ set, svm, columns: share }, take, signal)))
  return found
}

function solveInThread(
  job: SolveJob,
  take: (solution: ClassSolution) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread: Worker = createThread(new URL('./solver-thread.js', import.meta.url), job)
    let left = job.columns.length
    const stop = () => void thread.terminate()
    const settle = (then: () => void) => {
      signal?.removeEventListener('abort', stop)
      stop()
      then()
    }
    signal?.addEventListener('abort', stop)
    thread.on('message', (solution: ClassSolution) => {
      take(solution)
      left--
      if (left === 0) settle(resolve)
    })
    thread.on('error', (error) => settle(() => reject(error)))
    thread.on('exit', () =>
      settle(() =>
        reject(signal?.aborted ? signal.reason : new Error('A thread that trains ended before its work')),
      ),
    )
  })
}
