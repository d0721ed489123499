import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describeLoad, startCpuMeter } from '../../lib/cpu-meter.ts'
import { launchBrowser } from '../../lib/launch-browser.ts'
import { openProductStore } from '../../lib/product-store.ts'
import { seedShop } from '../../lib/seed-shop.ts'
import { buildAll, type Stack, startStack } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import { say } from '../say.ts'
import { measureBytes } from './bytes.ts'
import { measureInteractions, measureOwnMessage, measureTyping } from './interactions.ts'
import {
  firstRow,
  measureBoot,
  measureLive,
  measureReconnect,
  measureScroll,
  measureSwitches,
  measureWall,
} from './measures.ts'
import { meterOf, mountedIn } from './page-meter.ts'
import { type Figures, report } from './report.ts'
import { login, seedCrowd, seedViewer, seedWriters, type Writer } from './seed-desk.ts'
import { openTraffic } from './traffic.ts'

const FEW = 200
const MANY = 10_000
const MESSAGES = 5000
const WRITERS = 25
const PER_SECOND = 50
const LIST = '[role=listbox]'
const LOG = '[role=log]'

/**
 * The console as an agent's browser feels it: bytes, CPU of the main thread, what is mounted, and how soon a
 * customer's message is on the screen. The whole product runs beside it on the same machine.
 */
export async function benchConsole({ seconds }: { seconds: number }, tool: Tool): Promise<void> {
  await buildAll()
  const bytes = await measureBytes()
  say(`starting the product with ${FEW} open conversations, one of them ${MESSAGES} messages long`)
  const stack = await startStack({
    name: 'bench-console',
    server: 1,
    seed: seedShop,
    settings: { NODE_ENV: 'test' },
    defer: tool.defer,
  })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const now = Date.now()
  await seedViewer(store)
  const writers = await seedWriters(
    { store, masterKey: stack.masterKey },
    { count: WRITERS, messages: MESSAGES, now },
  )
  await seedCrowd(store, 0, FEW - WRITERS, now)
  const browser = await launchBrowser()
  tool.defer(() => browser.close())
  const stopMeter = startCpuMeter(stack.parts, 'chrom')
  const desk = await openDeskOf(stack)
  const few = await boot(browser, desk, `${FEW} conversations`)
  say(`adding conversations up to ${MANY.toLocaleString('en')}`)
  await seedCrowd(store, FEW - WRITERS, MANY - WRITERS, now)
  const many = await boot(browser, desk, `${MANY.toLocaleString('en')} conversations`)
  const signIn = await measureSignIn(browser, stack)
  const screen = await measureScreen({ browser, desk, stack, writers, seconds })
  const figures: Figures = { bytes, boot: { few, many, signIn }, ...screen, load: describeLoad(stopMeter()) }
  report(figures)
}

interface Desk {
  url: string
  signIn: (context: BrowserContext) => Promise<void>
}

async function openDeskOf({ urls: [url = ''] }: Stack): Promise<Desk> {
  const probe = await readFile(join(import.meta.dirname, 'probe.js'), 'utf8')
  return {
    url,
    signIn: async (context) => {
      await context.addInitScript(probe)
      const answer = await context.request.post(`${url}/api/session`, {
        data: login,
        headers: { origin: url },
      })
      if (!answer.ok()) throw new Error(`The sign-in was refused: ${answer.status()} ${await answer.text()}`)
    },
  }
}

async function boot(browser: Browser, desk: Desk, words: string) {
  say(`boot with ${words}`)
  return await measureBoot(browser, desk.signIn, `${desk.url}/inbox/open`)
}

/** The same console without a list: the baseline of the boot. */
async function measureSignIn(browser: Browser, { urls: [url = ''] }: Stack) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  const meter = await meterOf(page)
  await page.goto(url)
  await page.locator('input[type=password]').waitFor()
  await page.waitForTimeout(1500)
  const { task } = await meter.use()
  await context.close()
  return task
}

async function measureScreen({
  browser,
  desk,
  stack,
  writers,
  seconds,
}: {
  browser: Browser
  desk: Desk
  stack: Stack
  writers: readonly Writer[]
  seconds: number
}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await desk.signIn(context)
  const page = await context.newPage()
  const meter = await meterOf(page)
  await openLong(page, desk.url, writers)
  const mounted = await mountedIn(page)
  say('scrolling the list and the thread')
  const list = await measureScroll(page, meter, LIST)
  const thread = await measureScroll(page, meter, LOG, -90)
  say('going from conversation to conversation')
  await page.goto(`${desk.url}/inbox/open`)
  await page.locator(firstRow).first().waitFor()
  const switched = await measureSwitches(page, meter)
  say('opening what there is to open')
  const interactions = await measureInteractions(page)
  await openLong(page, desk.url, writers)
  say('writing oneself')
  const own = await measureOwnMessage(page)
  say(`customers write ${PER_SECOND} messages a second for ${seconds} s`)
  const traffic = await openTraffic(stack.urls[0] ?? '', writers)
  const live = await measureLive(page, meter, traffic, { perSecond: PER_SECOND, seconds })
  const calm = await measureLive(page, meter, traffic, { perSecond: 5, seconds })
  say('typing while they write, and a network that goes away and comes back')
  const typing = await measureTyping(page, traffic, PER_SECOND)
  const reconnected = await measureReconnect(page, traffic)
  say('the live page of a supervisor')
  await page.goto(`${desk.url}/supervisor`)
  const wall = await measureWall(page, meter, traffic)
  traffic.close()
  await context.close()
  return {
    mounted,
    scroll: { list, thread },
    switched,
    interactions,
    own,
    live,
    calm,
    typing,
    reconnected,
    wall,
  }
}

async function openLong(page: Page, url: string, writers: readonly Writer[]): Promise<void> {
  await page.goto(`${url}/inbox/open/${writers[0]?.thread}`)
  await page.locator('[role=log] [data-index]').first().waitFor()
  await page.locator(firstRow).first().waitFor()
  await page.waitForTimeout(1000)
  // It may have moved to bring the open one into sight: what comes in is at its top.
  await page
    .locator(LIST)
    .first()
    .evaluate((list) => list.scrollTo(0, 0))
}
