import { existsSync } from 'node:fs'
import { isInstalled, runQuietly } from './run-quietly.mjs'
import { installPackages, mayInstall } from './system-packages.mjs'

// Debian's build of Chromium without windows comes first: the same pages for two fifths of the processor time.
const PROGRAMS = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/**
 * Path of a Chromium for the browser tests, installed with fonts for Chinese where that is allowed; `undefined` where
 * there is none and none may be installed.
 */
export async function ensureChromium(progress) {
  const named = process.env.CHROMIUM_PATH
  if (named) return named
  const found = await findChromium()
  const fonts = await hasChineseFonts()
  if (found && fonts) return found
  if (!(await mayInstall())) return found
  if (!found) await installFirst(progress, ['chromium-headless-shell', 'chromium'])
  if (!fonts) await installFirst(progress, ['fonts-noto-cjk'])
  return await findChromium()
}

/** The first of some packages that this system has. */
async function installFirst(progress, packages) {
  for (const name of packages) {
    const wrong = await installPackages(progress, [name])
    if (!wrong) return
    progress.line(`  ${wrong}`)
  }
}

async function findChromium() {
  for (const program of PROGRAMS) {
    const { code, output } = await runQuietly('sh', ['-c', 'command -v -- "$0"', program])
    if (code === 0) return output
  }
  return existsSync(MAC) ? MAC : undefined
}

async function hasChineseFonts() {
  if (!(await isInstalled('fc-list'))) return process.platform !== 'linux'
  const { output } = await runQuietly('fc-list', [':lang=zh', 'family'])
  return output !== ''
}
