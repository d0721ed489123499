/** What probe.js notes in the page, by the mark of a message. */
interface BenchNotes {
  arrived: Record<string, number>
  thread: Record<string, number>
  list: Record<string, number>
  longTasks: number[]
  /** ms from each key to its frame. */
  keys: number[]
  /** ms from a key or a click to its frame, by interaction; those of less than 16 ms are not told. */
  interactions: Record<string, number>
  /** Cumulative layout shift. */
  shift: number
  watch: () => void
  unwatch: () => void
}
interface Window {
  __bench: BenchNotes
}
