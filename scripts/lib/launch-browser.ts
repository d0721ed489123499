import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

// As Debian names them: the build without windows first, which draws the same pages with far less processor time.
const USUAL = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/**
 * A Chromium of its own, without a window: the one that the command which started this process found or installed
 * (`CHROMIUM_PATH`), or this system's.
 *
 * @throws when there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? USUAL.find(existsSync)
  if (!executablePath) throw new Error('There is no Chromium here: set CHROMIUM_PATH to the path of one.')
  return await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
