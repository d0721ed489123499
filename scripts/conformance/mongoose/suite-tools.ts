import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../lib/stack.ts'
import { say } from '../lib/say.ts'

const OWN = join(import.meta.dirname, 'tools')
const CACHE = join(root, 'node_modules', '.cache', 'parley-conformance-mongoose')
const MANIFESTS = ['package.json', 'package-lock.json']

/**
 * Mocha and what else mongoose's tests load, from the lock file in `tools`; kept in a cache, because nothing of the
 * product needs it.
 * @returns the folder with the packages
 */
export async function suiteTools(): Promise<string> {
  const wanted = await readFile(join(OWN, 'package-lock.json'), 'utf8')
  const stamp = join(CACHE, 'installed.json')
  const installed = await readFile(stamp, 'utf8').catch(() => undefined)
  if (installed !== wanted) {
    say("installing what mongoose's tests need (mocha, sinon …), once")
    await mkdir(CACHE, { recursive: true })
    for (const name of MANIFESTS) await cp(join(OWN, name), join(CACHE, name))
    try {
      const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
      await promisify(execFile)('npm', args, { cwd: CACHE, maxBuffer: 16 * 1024 * 1024 })
    } catch (error) {
      const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
      throw new Error(`What mongoose's tests need cannot be installed:\n${output.slice(-2000)}`)
    }
    await writeFile(stamp, wanted)
  }
  return join(CACHE, 'node_modules')
}
