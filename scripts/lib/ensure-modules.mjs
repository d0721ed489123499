import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root as repository, Stop } from './root.mjs'
import { runQuietly, tail } from './run-quietly.mjs'

const OLDEST_NODE = [20, 19]

/** One sentence when this Node is too old, nothing otherwise. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  const newEnough = major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
  if (newEnough) return undefined
  return `Parley needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${version}.`
}

/** Whether the installed packages are those of the lock file. */
export async function modulesAreFresh(root = repository) {
  const [wanted, have] = await Promise.all([lockHash(root), readStamp(root)])
  if (wanted === have) return true
  if (!(await installedAsLocked(root))) return false
  await writeFile(stampFile(root), wanted)
  return true
}

/** Whether somebody's own `npm ci` has installed what the lock file says: npm keeps a list of what is there. */
async function installedAsLocked(root) {
  try {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'))
    const there = JSON.parse(
      await readFile(join(root, 'node_modules', '.package-lock.json'), 'utf8'),
    ).packages
    return Object.entries(lock.packages).every(([path, wanted]) => {
      if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
      const have = there[path]
      // Packages for other systems are locked but not installed.
      if (!have) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true
      return (
        have.link === wanted.link && have.version === wanted.version && have.integrity === wanted.integrity
      )
    })
  } catch {
    return false
  }
}

/** Installs the packages of the lock file, unless they are there. */
export async function ensureModules(progress, root = repository) {
  const complaint = nodeComplaint()
  if (complaint) throw new Stop(complaint)
  if (await modulesAreFresh(root)) return
  await progress.during('Installing packages (npm ci)', async () => {
    // A script run by npm inherits its settings as variables; they are not this install's.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')))
    const { code, output } = await runQuietly('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, env })
    if (code !== 0) throw new Stop(`The packages could not be installed; npm ci said:\n${tail(output)}`)
    await writeFile(stampFile(root), await lockHash(root))
  })
}

async function lockHash(root) {
  return createHash('sha256')
    .update(await readFile(join(root, 'package-lock.json')))
    .digest('hex')
}

async function readStamp(root) {
  return await readFile(stampFile(root), 'utf8').catch(() => undefined)
}

function stampFile(root) {
  return join(root, 'node_modules', '.parley-lock')
}
