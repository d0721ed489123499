import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root as repository, Stop } from './root.mjs'
import { runQuietly, tail } from './run-quietly.mjs'

const SKIPPED = new Set(['node_modules', 'dist', 'test', 'data', 'trained'])
const TOP = ['package-lock.json', 'tsconfig.json']

/** What is built, from what, into what. A front end without a vite.config.ts is skipped. */
const steps = [
  {
    name: 'server',
    words: 'Building the server',
    // References first, so every package that a process loads is in this one.
    sources: ['nlp-models', 'bot', 'server'],
    outputs: ['nlp-models/dist', 'bot/dist', 'server/embedded-store/dist', 'server/dist'],
    command: ['tsc', '-b', 'server'],
  },
  {
    name: 'bundle',
    words: 'Putting the server into few files',
    sources: ['nlp-models', 'bot', 'server', 'scripts/lib'],
    outputs: ['server/dist/bundle/main.js'],
    command: ['node', 'scripts/lib/bundle-server.mjs'],
  },
  {
    name: 'widget',
    words: 'Building the chat widget',
    sources: ['console/widget', 'server/src/contract'],
    outputs: ['console/widget/dist'],
    config: 'console/widget/vite.config.ts',
    command: ['vite', 'build', 'console/widget', '--logLevel', 'warn'],
  },
  {
    name: 'console',
    words: 'Building the console',
    sources: ['console', 'server/src/contract'],
    outputs: ['console/dist'],
    config: 'console/vite.config.ts',
    command: ['vite', 'build', 'console', '--logLevel', 'warn'],
  },
]

/** Builds what is older than its sources. */
export async function ensureBuild(progress, root = repository) {
  for (const step of steps) {
    if (step.config && !existsSync(join(root, step.config))) continue
    const hash = await hashOf(root, step)
    const built = step.outputs.every((output) => existsSync(join(root, output)))
    if (built && (await readFile(stampFile(root, step), 'utf8').catch(() => '')) === hash) continue
    await progress.during(step.words, () => build(root, step, hash))
  }
}

async function build(root, step, hash) {
  // A build of older sources may be half of what is needed; the stamp goes first, so that a stopped build is stale.
  await rm(stampFile(root, step), { force: true })
  const missing = step.outputs.some((output) => !existsSync(join(root, output)))
  const [program, ...args] = step.command
  const force = program === 'tsc' && missing ? ['--force'] : []
  const env = { ...process.env, NODE_ENV: program === 'vite' ? 'production' : process.env.NODE_ENV }
  const command = program === 'node' ? process.execPath : join(root, 'node_modules', '.bin', program)
  const { code, output } = await runQuietly(command, [...args, ...force], { cwd: root, env })
  if (code !== 0) throw new Stop(`${step.words} failed:\n${tail(output, 40)}`)
  await mkdir(join(root, 'node_modules', '.parley-build'), { recursive: true })
  await writeFile(stampFile(root, step), hash)
}

async function hashOf(root, step) {
  const hash = createHash('sha256')
  const files = [...TOP]
  for (const source of step.sources) await collect(root, source, files)
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(await readFile(join(root, file)))
  return hash.digest('hex')
}

async function collect(root, folder, files) {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    // The console does not contain the widget, although its folder does.
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name) && path !== 'console/widget') await collect(root, path, files)
    } else if (!/\.test\.tsx?$/.test(entry.name)) files.push(path)
  }
}

function stampFile(root, step) {
  return join(root, 'node_modules', '.parley-build', step.name)
}
