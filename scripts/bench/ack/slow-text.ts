import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** As much as a message may hold, less some room. The preload knows slow ones by their length. */
const LENGTH = 3900

/** A message that is slow to understand: one question after another, another text for each number. */
export function slowText(texts: readonly string[], number: number): string {
  let text = `${number}: ${texts[number % texts.length] ?? ''}`
  for (let index = number + 1; ; index++) {
    const longer = `${text} ${texts[index % texts.length] ?? ''}`
    if (longer.length > LENGTH) return text
    text = longer
  }
}

/** Settings of a worker that takes so many ms of processor time longer for each of them. */
export function slowness(ms: number): Record<string, string> {
  const preload = pathToFileURL(join(import.meta.dirname, 'slow-turns.mjs')).href
  return { NODE_OPTIONS: `--import ${preload}`, BENCH_SLOW_MS: String(ms) }
}
