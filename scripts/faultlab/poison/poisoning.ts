import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Settings of Node that poison a worker; how much memory it may eat before it dies of it is the machine's business. */
export const poisoning = `--max-old-space-size=400 --import ${pathToFileURL(join(import.meta.dirname, 'poisoned.mjs')).href}`
