/** What probe.js notes in the page, by the mark of a message. */
interface BenchNotes {
  arrived: Record<string, number>
  thread: Record<string, number>
  list: Record<string, number>
  longTasks: number[]
  /** ms from each key to its frame. */
  keys: number[]
  /** Cumulative layout shift. */
  shift: number
  watch: () => void
  unwatch: () => void
}
interface Window {
  __bench: BenchNotes
}
