import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { main, root } from './root.mjs'

const dist = join(root, 'server', 'dist')
const outdir = join(dist, 'bundle')
const entry = join(outdir, 'main.js')

/**
 * Puts the server's built modules and its packages into a few files: reading and linking 1,300 small ones is half of the
 * processor time that a process takes to start, and so of the time that customers wait for it after a crash. What the
 * modules find beside themselves (threads, child processes, data) they still find there. No source maps: Node reads them
 * at the start, which costs a tenth of it; the names of functions and, above each module, its path say where one is.
 */
async function bundleServer() {
  if (await isFresh()) return
  const { outputFiles } = await build({
    entryPoints: [join(dist, 'main.js')],
    outdir,
    write: false,
    bundle: true,
    // What only one role loads is parsed by nobody else.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    logLevel: 'warning',
    // Native code, and what finds files beside its own.
    external: ['@node-rs/argon2', 'lmdb', 'node-nlp', 'sharp'],
    banner: { js: banner },
    plugins: [{ name: 'addresses', setup: keepAddresses }],
  })
  await rm(outdir, { recursive: true, force: true })
  await mkdir(outdir, { recursive: true })
  for (const { path, contents } of outputFiles)
    await writeFile(path === entry ? `${entry}.part` : path, contents)
  // Last and at once: where it is, all is, also after a death in between.
  await rename(`${entry}.part`, entry)
}

const banner = `import { createRequire as requireFrom } from 'node:module'
import { fileURLToPath as pathOf } from 'node:url'
const require = requireFrom(import.meta.url)
const fileAt = (path) => pathOf(new URL(path, import.meta.url))`

/** A module's own address stays what it was before. */
function keepAddresses(bundler) {
  bundler.onLoad({ filter: /\.[cm]?js$/ }, async ({ path }) => {
    const address = JSON.stringify(relative(outdir, path).split(sep).join('/'))
    const text = (await readFile(path, 'utf8')).replaceAll(
      'import.meta.url',
      `new URL(${address}, import.meta.url).href`,
    )
    // What Node gives a CommonJS module; others make their own.
    const wanted =
      /\b__(dirname|filename)\b/.test(text) && !/(const|let|var) __(dirname|filename)\b/.test(text)
    const paths = wanted ? `var __filename = fileAt(${address}), __dirname = fileAt(${address} + '/..');` : ''
    return { contents: paths + text, resolveDir: dirname(path) }
  })
}

/** Whether nothing that goes into it was written since. */
async function isFresh() {
  const made = await stat(entry).catch(() => undefined)
  if (!made) return false
  const files = [join(root, 'package-lock.json'), import.meta.filename]
  for (const folder of ['nlp-models/dist', 'bot/dist', 'server/embedded-store/dist', 'server/dist']) {
    for (const name of await readdir(join(root, folder), { recursive: true })) {
      if (name.endsWith('.js') && !name.startsWith('bundle')) files.push(join(root, folder, name))
    }
  }
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))
  return Math.max(...times) < made.mtimeMs
}

await main(bundleServer)
