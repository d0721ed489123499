import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Creates the worker from the source or the built file beside this one. */
export function createSlotWorker(): Worker {
  return import.meta.url.endsWith('.ts')
    ? sourceWorker()
    : new Worker(new URL('./worker.js', import.meta.url))
}

/**
 * A worker does not get the TypeScript loader of its parent on Node 20, and a test runner has another one: it
 * registers tsx itself before it reads its source.
 */
function sourceWorker(): Worker {
  // The CommonJS twin, which require finds, cannot register a loader.
  const found = createRequire(import.meta.url).resolve('tsx/esm/api')
  const loader = pathToFileURL(found.replace(/\.cjs$/, '.mjs')).href
  const source = new URL('./worker.ts', import.meta.url).href
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(code, { eval: true })
}
