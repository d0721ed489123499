import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { main, root, Stop } from './root.mjs'

const dist = join(root, 'server', 'dist')
const outdir = join(dist, 'bundle')

/** Native code, and what finds files beside its own. */
const apart = ['@node-rs/argon2', 'lmdb', 'node-nlp', 'sharp']
/** Whose code is patched under its own file name (storage/driver-drain.ts): there must be one of it. */
const once = 'mongodb'

/** One mapping for a whole file: of packages a stack trace tells the file, and their maps would be most of all. */
const mapOfPackage = { version: 3, sources: [''], mappings: 'AAAA' }

/**
 * Puts the server's built modules and its packages into a few files: reading and linking 1,300 small ones is half of the
 * processor time that a process takes to start, and so of the time that customers wait for it after a crash. What the
 * modules find beside themselves (threads, child processes, data) they still find there.
 */
async function bundleServer() {
  if (await isFresh()) return
  mustBeOne(once)
  await rm(outdir, { recursive: true, force: true })
  await build({
    entryPoints: [join(dist, 'main.js')],
    outdir,
    bundle: true,
    // What only one role loads is parsed by nobody else.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    external: [...apart, once],
    banner: { js: banner },
    plugins: [{ name: 'addresses', setup: keepAddresses }],
  })
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
    if (!path.includes(`${sep}node_modules${sep}`)) return { contents: text, resolveDir: dirname(path) }
    // What a CommonJS module is given by Node; others make their own.
    const wantsPaths =
      /\b__(dirname|filename)\b/.test(text) && !/(const|let|var) __(dirname|filename)\b/.test(text)
    const paths = wantsPaths
      ? `var __filename = fileAt(${address}), __dirname = fileAt(${address} + '/..');`
      : ''
    const contents = `${paths}${text}\n${inlineMap(mapOfPackage)}`
    return { contents, resolveDir: dirname(path) }
  })
}

const inlineMap = (map) =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`

/** @throws Stop where the package that mongoose loads is not the one that the bundle would load */
function mustBeOne(name) {
  const from = (file) => createRequire(file).resolve(name)
  const ours = join(outdir, 'main.js')
  const theirs = createRequire(ours).resolve('mongoose')
  if (from(ours) !== from(theirs))
    throw new Stop(`There are two copies of ${name}: ${from(ours)}, ${from(theirs)}.`)
}

/** Whether nothing that goes into it was written since. */
async function isFresh() {
  const made = await stat(join(outdir, 'main.js')).catch(() => undefined)
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
