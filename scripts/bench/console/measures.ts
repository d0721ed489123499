import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { median, percentile } from '../../lib/numbers.ts'
import { type Mounted, meterOf, mountedIn, type PageMeter } from './page-meter.ts'
import type { Sent, Traffic } from './traffic.ts'

const SETTLE_MS = 1500
const BOOTS = 5
const ROW = 86
const FRAMES = 150
const SWITCHES = 15

export const firstRow = '[role=listbox] [role=option]'

/** CPU of the main thread from the address to a list that stands still, in ms: median of five cold profiles. */
export async function measureBoot(
  browser: Browser,
  openDesk: (context: BrowserContext) => Promise<void>,
  address: string,
) {
  const runs: { cpu: number; heap: number }[] = []
  for (let run = 0; run < BOOTS; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await openDesk(context)
    const page = await context.newPage()
    const meter = await meterOf(page)
    await page.goto(address)
    await page.locator(firstRow).first().waitFor()
    await delay(SETTLE_MS)
    const { task, heap } = await meter.use()
    runs.push({ cpu: task, heap })
    await context.close()
  }
  return { cpu: median(runs.map(({ cpu }) => cpu)), heap: median(runs.map(({ heap }) => heap)) }
}

export interface Scrolled {
  cpuPerFrame: number
  longestTask: number
  mounted: Mounted
}

/** One row further in each frame, as a wheel would; what is mounted is taken in the middle of it. */
export async function measureScroll(
  page: Page,
  meter: PageMeter,
  selector: string,
  step = ROW,
): Promise<Scrolled> {
  const before = await meter.use()
  await page.evaluate(() => window.__bench.longTasks.splice(0))
  await page.evaluate(
    async ({ selector: where, step: by, frames }) => {
      const scroller = document.querySelector(where)
      for (let frame = 0; scroller && frame < frames; frame++) {
        scroller.scrollTop += by
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    { selector, step, frames: FRAMES },
  )
  const after = await meter.use()
  const longTasks = await page.evaluate(() => window.__bench.longTasks)
  return {
    cpuPerFrame: (after.task - before.task) / FRAMES,
    longestTask: Math.max(0, ...longTasks),
    mounted: await mountedIn(page),
  }
}

export interface Switched {
  /** ms of the main thread, until nothing moves any more. */
  cpu: number
  p50: number
  p95: number
}

/** From one conversation to the next by key: those that were never looked at, and back over those that were. */
export async function measureSwitches(
  page: Page,
  meter: PageMeter,
): Promise<{ first: Switched; cached: Switched }> {
  await measureSwitch(page, meter, 'j')
  const first = await measureSwitch(page, meter, 'j', SWITCHES)
  return { first, cached: await measureSwitch(page, meter, 'k', SWITCHES) }
}

/** CPU, and the time until the messages of the next one stand there. */
async function measureSwitch(page: Page, meter: PageMeter, key: 'j' | 'k', times = 1): Promise<Switched> {
  const cpu: number[] = []
  const wall: number[] = []
  for (let index = 0; index < times; index++) {
    const before = await meter.use()
    // What stands there now must not be taken for the next one.
    await page.evaluate(() => document.querySelector('[role=log]')?.setAttribute('data-left', ''))
    const started = Date.now()
    await page.keyboard.press(key)
    await page.waitForFunction(
      () => document.querySelector('[role=log]:not([data-left]) [data-index]') !== null,
      undefined,
      { polling: 'raf' },
    )
    wall.push(Date.now() - started)
    await delay(300)
    cpu.push((await meter.use()).task - before.task)
  }
  return { cpu: median(cpu), p50: median(wall), p95: percentile(wall, 0.95) }
}

export interface Live {
  perSecond: number
  mainThread: number
  longestTask: number
  thread: Times
  list: Times
  /** From the socket's frame to the screen: what the console itself adds. */
  client: Times
  missing: number
}
interface Times {
  p50: number
  p99: number
  count: number
}

/** Customers write at a steady pace while a long conversation is open. */
export async function measureLive(
  page: Page,
  meter: PageMeter,
  traffic: Traffic,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Live> {
  const mainThread = await shareOf(meter, () => traffic.run(perSecond, Math.ceil(seconds / 2)))
  await delay(SETTLE_MS)
  // Whoever looks at every change to take its time costs the page as much as the change.
  await page.evaluate(() => {
    window.__bench.watch()
    window.__bench.longTasks.splice(0)
  })
  const started = performance.now()
  const sent = await traffic.run(perSecond, seconds)
  const elapsed = performance.now() - started
  await delay(3000)
  const notes = await page.evaluate(() => window.__bench)
  await page.evaluate(() => window.__bench.unwatch())
  const inOpen = sent.filter(({ open }) => open)
  const seen = (at: Record<string, number>, of: readonly Sent[]) =>
    of.flatMap(({ id, at: sentAt }) => ((at[id] ?? 0) > 0 ? [(at[id] ?? 0) - sentAt] : []))
  const client = inOpen.flatMap(({ id }) => {
    const [arrived, shown] = [notes.arrived[id], notes.thread[id]]
    return arrived && shown ? [shown - arrived] : []
  })
  return {
    perSecond: sent.length / (elapsed / 1000),
    mainThread,
    longestTask: Math.max(0, ...notes.longTasks),
    thread: timesOf(seen(notes.thread, inOpen)),
    list: timesOf(seen(notes.list, sent)),
    client: timesOf(client),
    missing: inOpen.filter(({ id }) => !notes.thread[id]).length,
  }
}

/** Share of a core that the main thread takes while something goes on, 0 to 1. */
async function shareOf(meter: PageMeter, work: () => Promise<unknown>): Promise<number> {
  const before = await meter.use()
  const started = performance.now()
  await work()
  return ((await meter.use()).task - before.task) / (performance.now() - started)
}

function timesOf(ms: readonly number[]): Times {
  return { p50: median(ms), p99: percentile(ms, 0.99), count: ms.length }
}

const TICKS = 10

/** CPU of a second of the live page, which is sent anew each second, while customers write 5 messages a second. */
export async function measureWall(page: Page, meter: PageMeter, traffic: Traffic): Promise<number> {
  await page.locator('main h1').first().waitFor()
  await delay(2 * SETTLE_MS)
  const before = await meter.use()
  const started = performance.now()
  await traffic.run(5, TICKS)
  const used = (await meter.use()).task - before.task
  return used / ((performance.now() - started) / 1000)
}

/** From Enter to the own message in the thread, in ms. */
export async function measureOwnMessage(page: Page): Promise<number> {
  const times: number[] = []
  for (let index = 0; index < 5; index++) {
    const text = `own words ${index}`
    await page.locator('textarea').first().fill(text)
    const shown = page.evaluate(
      (words) =>
        new Promise<number>((resolve) => {
          let pressed = 0
          addEventListener('keydown', () => (pressed = performance.now()), { once: true, capture: true })
          const observer = new MutationObserver(() => {
            if (!document.querySelector('[role=log]')?.textContent?.includes(words)) return
            observer.disconnect()
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed), 0))
          })
          observer.observe(document, { childList: true, subtree: true, characterData: true })
        }),
      text,
    )
    await page.locator('textarea').first().press('Enter')
    times.push(await shown)
    await delay(400)
  }
  return median(times)
}
