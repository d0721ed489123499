/** A tool's output is its result: what it is doing goes beside it. */
export function say(words: string): void {
  process.stderr.write(`… ${words}\n`)
}
