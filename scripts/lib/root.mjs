import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Top of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Something that the person at the keyboard can mend: shown as its one sentence, without a stack. */
export class Stop extends Error {}

/** Runs a command's main function; what the person can mend ends it with one sentence. */
export async function main(run) {
  try {
    await run()
  } catch (error) {
    const mendable = error instanceof Stop || ['ConfigError', 'StartError'].includes(error?.name)
    console.error(mendable ? error.message : error)
    process.exitCode ||= 1
  }
}
