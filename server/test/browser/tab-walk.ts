import type { Page } from 'playwright-core'
import { installWalk, type Walker } from './tab-walk-page.ts'

export interface TabWalk {
  controls: number
  /** Controls that Tab does not come to. */
  unreached: string[]
  /** Controls that look the same with the focus and without. */
  unseen: string[]
  /** What had the focus although it is not in the place that was walked. */
  outside: string[]
}

/** Presses that are sent at once: the page is asked only between them. */
const ROUND = 24
/** So many rounds without another control are a way that leads nowhere else: a frame may have as many stops. */
const IDLE_ROUNDS = 3
/** Lines that unfold under the focus have more stops than they showed; areas that scroll and frames are some too. */
const LAPS = 4

/**
 * Presses Tab through a page, or through what stands in the last element of a selector, and says what it did not reach
 * and where the focus was not to be seen. A page that drew itself anew in the middle of it is walked once more.
 */
export async function walkByTab(page: Page, within?: string): Promise<TabWalk> {
  const first = await walkOnce(page, within)
  return first.unreached.length + first.unseen.length === 0 ? first : await walkOnce(page, within)
}

async function walkOnce(page: Page, within: string | undefined): Promise<TabWalk> {
  await page.evaluate(installWalk)
  const controls = await page.evaluate(async (place) => await walker().begin(place), within)
  const keyboard = await page.context().newCDPSession(page)
  const press = async (type: 'rawKeyDown' | 'keyUp') =>
    await keyboard.send('Input.dispatchKeyEvent', {
      type,
      key: 'Tab',
      code: 'Tab',
      windowsVirtualKeyCode: 9,
    })
  let found = { reached: [] as string[], unseen: [] as string[], outside: [] as string[] }
  const most = LAPS * controls.length + IDLE_ROUNDS * ROUND
  for (let pressed = 0, idle = 0; pressed < most && idle < IDLE_ROUNDS; pressed += ROUND) {
    // Sent one behind the other, the browser takes them in order.
    await Promise.all(Array.from({ length: ROUND }, () => [press('rawKeyDown'), press('keyUp')]).flat())
    const now = await page.evaluate(() => walker().read())
    idle = now.reached.length > found.reached.length ? 0 : idle + 1
    found = now
    if (found.reached.length === controls.length) break
  }
  await keyboard.detach()
  const names = new Map(controls.map(({ mark, name }) => [mark, name]))
  return {
    controls: controls.length,
    unreached: controls.filter(({ mark }) => !found.reached.includes(mark)).map(({ name }) => name),
    unseen: found.unseen.map((mark) => names.get(mark) ?? mark),
    outside: found.outside,
  }
}

/** In the page. */
declare function walker(): Walker
