import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchBrowser } from '../../../scripts/lib/launch-browser.ts'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { oneBrowser, openScreen, type Screen } from './browser.ts'

export interface Login {
  name: string
  role: string
  email: string
  password: string
}

interface DemoDesk {
  readonly stack: Stack
  readonly url: string
  readonly browser: Browser
  readonly logins: readonly Login[]
  /** Of whom a name begins so, or of the first in a role. */
  loginOf: (who: string) => Login
  /** A browser profile that goes with the test, which fails when a script of it threw. */
  screen: (options?: Parameters<typeof openScreen>[1]) => Promise<Screen>
  /** Signs a profile in and opens a page of the desk. */
  signIn: (page: Page, who: string, path?: string) => Promise<void>
  /** Signs a profile in without the page for it: one test is about that. */
  enter: (page: Page, who: string) => Promise<void>
}

/** The demo company in processes of its own, and a browser, for the tests of one file. */
export function demoDesk(
  shape: Omit<Parameters<typeof startStack>[0], 'seed' | 'keepSeedAs'>,
  { mayFault = false, ownBrowser = false }: { mayFault?: boolean; ownBrowser?: boolean } = {},
): DemoDesk {
  const screens: Screen[] = []
  const there: { stack?: Stack; browser?: Browser; logins: Login[] } = { logins: [] }
  beforeAll(async () => {
    there.stack = await startStack({
      ...shape,
      seed: seedInstall,
      keepSeedAs: 'demo',
      settings: { NODE_ENV: 'test', ...shape.settings },
    })
    there.logins = JSON.parse(await readFile(join(there.stack.dir, 'demo-logins.json'), 'utf8'))
    there.browser = ownBrowser ? await launchBrowser() : await oneBrowser()
  }, 120_000)
  afterEach(async () => {
    const faults = screens.flatMap((screen) => screen.faults)
    for (const screen of screens.splice(0)) await screen.context.close()
    if (!mayFault) expect(faults).toEqual([])
  })
  afterAll(async () => {
    if (ownBrowser) await there.browser?.close()
    await there.stack?.stop()
  })
  const desk: DemoDesk = {
    get stack() {
      return given(there.stack)
    },
    get url() {
      return desk.stack.urls[0] ?? ''
    },
    get browser() {
      return given(there.browser)
    },
    get logins() {
      return there.logins
    },
    loginOf: (who) => given(there.logins.find(({ name, role }) => role === who || name.startsWith(who))),
    async screen(options) {
      const opened = await openScreen(desk.browser, options)
      screens.push(opened)
      return opened
    },
    async signIn(page, who, path = '/') {
      await desk.enter(page, who)
      await page.goto(`${desk.url}${path}`)
      await page.getByRole('navigation').first().waitFor()
    },
    async enter(page, who) {
      const { email, password } = desk.loginOf(who)
      const answer = await page.request.post(`${desk.url}/api/session`, {
        data: { email, password },
        headers: { origin: desk.url },
      })
      expect(answer.ok()).toBe(true)
    },
  }
  return desk
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is there from the first test on')
  return value
}
