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

export interface Boot {
  /** CPU of the main thread from the address to a list that stands still, in ms. */
  cpu: number
  /** MB. */
  heap: number
  /** From the address to the first row, in ms. */
  firstRow: number
  /** Cumulative layout shift. */
  shift: number
}

/** Median of five cold profiles. */
export async function measureBoot(
  browser: Browser,
  openDesk: (context: BrowserContext) => Promise<void>,
  address: string,
): Promise<Boot> {
  const runs: Boot[] = []
  for (let run = 0; run < BOOTS; run++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    await openDesk(context)
    const page = await context.newPage()
    const meter = await meterOf(page)
    const started = performance.now()
    await page.goto(address, { waitUntil: 'commit' })
    await page.locator(firstRow).first().waitFor()
    const shown = performance.now() - started
    await delay(SETTLE_MS)
    const { task, heap } = await meter.use()
    const shift = await page.evaluate(() => window.__bench.shift)
    runs.push({ cpu: task, heap, firstRow: shown, shift })
    await context.close()
  }
  const of = (read: (run: Boot) => number) => median(runs.map(read))
  return {
    cpu: of(({ cpu }) => cpu),
    heap: of(({ heap }) => heap),
    firstRow: of(({ firstRow: shown }) => shown),
    shift: Math.max(...runs.map(({ shift }) => shift)),
  }
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
export interface Times {
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

export interface Reconnected {
  /** From the network's return to the last of what came meanwhile, in ms. */
  caughtUp: number
  lost: number
  duplicated: number
}

const OFFLINE_S = 3
const GIVE_UP_MS = 15_000

/** A tab without a network, while the customer of the open conversation writes on. */
export async function measureReconnect(page: Page, traffic: Traffic): Promise<Reconnected> {
  await page.evaluate(() => window.__bench.watch())
  await page.context().setOffline(true)
  const sent = await traffic.run(5, OFFLINE_S, 1)
  const ids = sent.map(({ id }) => id)
  await page.context().setOffline(false)
  const back = Date.now()
  await page
    .waitForFunction((wanted) => wanted.every((id) => (window.__bench.thread[id] ?? 0) > 0), ids, {
      timeout: GIVE_UP_MS,
    })
    .catch(() => undefined)
  const { shown, bubbles } = await page.evaluate(() => {
    window.__bench.unwatch()
    const all = [...document.querySelectorAll('[role=log] [data-index]')]
    return { shown: window.__bench.thread, bubbles: all.map((bubble) => bubble.textContent ?? '') }
  })
  const times = ids.flatMap((id) => ((shown[id] ?? 0) > 0 ? [(shown[id] ?? 0) - back] : []))
  return {
    caughtUp: Math.max(0, ...times),
    lost: ids.length - times.length,
    duplicated: ids.filter((id) => bubbles.filter((text) => text.includes(`${id}:`)).length > 1).length,
  }
}

/** Share of a core that the main thread takes while something goes on, 0 to 1. */
async function shareOf(meter: PageMeter, work: () => Promise<unknown>): Promise<number> {
  const before = await meter.use()
  const started = performance.now()
  await work()
  return ((await meter.use()).task - before.task) / (performance.now() - started)
}

/** Of times in ms: how many, and what half and 99 of 100 stay under. */
export function timesOf(ms: readonly number[]): Times {
  return { p50: median(ms), p99: percentile(ms, 0.99), count: ms.length }
}

const TICKS = 10
const WARM_MS = 10_000

/** CPU of a second of the live page, which is sent anew each second, while customers write 5 messages a second. */
export async function measureWall(page: Page, meter: PageMeter, traffic: Traffic): Promise<number> {
  await page.locator('main h1').first().waitFor()
  // It is looked at for hours: what its first seconds cost to compile is the price of opening it.
  await delay(WARM_MS)
  const before = await meter.use()
  const started = performance.now()
  await traffic.run(5, TICKS)
  const used = (await meter.use()).task - before.task
  return used / ((performance.now() - started) / 1000)
}
