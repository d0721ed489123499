import type { Part } from '../../lib/stack.ts'

export interface Supervision {
  /** How often a process ended by itself. */
  deaths(): number
  stop(): void
}

/** Starts again what ends by itself, as whoever runs Parley does. */
export function supervise(parts: readonly Part[]): Supervision {
  let [deaths, stopped] = [0, false]
  const watch = async (part: Part): Promise<void> => {
    for (;;) {
      await part.ended()
      if (stopped) return
      deaths++
      await part.start()
    }
  }
  for (const part of parts) void watch(part)
  return {
    deaths: () => deaths,
    stop: () => {
      stopped = true
    },
  }
}
