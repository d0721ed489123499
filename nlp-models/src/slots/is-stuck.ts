/** What has gone by since a worker was given the request that it still has, in milliseconds. */
export interface Spent {
  readonly wallMs: number
  /** Processor time of the whole process, all threads together. */
  readonly processCpuMs: number
}

/**
 * Whether a worker hangs rather than waits for a processor; `stuckMs` is the least wall-clock time for that.
 *
 * Node 20 does not tell the processor time of one thread, and `eventLoopUtilization` counts the wall clock. That
 * of the process is at least that of the thread: where it is small, as in a throttled or halted container, the
 * worker has hardly run. The last bound is for one that waits for something that never comes.
 */
export function isStuck({ wallMs, processCpuMs }: Spent, stuckMs: number): boolean {
  if (wallMs < stuckMs) return false
  return processCpuMs >= stuckMs / 2 || wallMs >= 10 * stuckMs
}
