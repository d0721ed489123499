import { existsSync } from 'node:fs'
import { isInstalled, runQuietly } from './run-quietly.mjs'
import { installPackages, mayInstall } from './system-packages.mjs'

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
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
  const wanted = [...(found ? [] : ['chromium']), ...(fonts ? [] : ['fonts-noto-cjk'])]
  const wrong = await installPackages(progress, wanted)
  if (wrong) progress.line(`  ${wrong}`)
  return await findChromium()
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
