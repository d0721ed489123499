/** Tells how far a measurement is, beside its output. */
export function say(words: string): void {
  process.stderr.write(`… ${words}\n`)
}
