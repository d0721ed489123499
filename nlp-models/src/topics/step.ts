import { setImmediate as turnOfOthers } from 'node:timers/promises'

export interface ClusterProgress {
  readonly stage: 'reading' | 'neighbours' | 'merging' | 'describing'
  readonly done: number
  readonly total: number
}

/** Called now and then in long work: tells how far it is and gives others their turn. Rejects when the work is to end. */
export type Step = (done: number, total: number) => Promise<void>

/** Makes the steps of a stage. What the signal was aborted with is thrown. */
export function stepOf(
  stage: ClusterProgress['stage'],
  onProgress: ((progress: ClusterProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Step {
  return async (done, total) => {
    onProgress?.({ stage, done, total })
    await turnOfOthers()
    signal?.throwIfAborted()
  }
}

/** Visits items one after another, with a step before each `every`-th. */
export async function inSteps<Item>(
  items: readonly Item[],
  every: number,
  step: Step,
  visit: (item: Item, at: number) => void,
): Promise<void> {
  for (const [at, item] of items.entries()) {
    if (at % every === 0) await step(at, items.length)
    visit(item, at)
  }
}
