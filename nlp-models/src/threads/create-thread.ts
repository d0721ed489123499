import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** Starts a thread from the built file, or, where this runs from sources, from the source beside it. */
export function createThread(file: URL, workerData?: unknown): Worker {
  return import.meta.url.endsWith('.ts') ? fromSource(file, workerData) : new Worker(file, { workerData })
}

/**
 * A worker does not get the TypeScript loader of its parent on Node 20, and a test runner has another one: it
 * registers tsx itself before it reads its source.
 */
function fromSource(file: URL, workerData: unknown): Worker {
  // The CommonJS twin, which require finds, cannot register a loader.
  const found = createRequire(import.meta.url).resolve('tsx/esm/api')
  const loader = pathToFileURL(found.replace(/\.cjs$/, '.mjs')).href
  const source = file.href.replace(/\.js$/, '.ts')
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}) })`
  return new Worker(code, { eval: true, workerData })
}
