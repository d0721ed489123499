import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { median, percentile } from '../../lib/numbers.ts'
import { closeOverlay, openOverlay } from '../../lib/open-overlay.ts'
import { everywhere, offered, ofList, ofThread } from '../../lib/overlays.ts'
import { firstRow, type Times, timesOf } from './measures.ts'
import type { Traffic } from './traffic.ts'

const KEYS_S = 6
const KEY_EVERY_MS = 90

/** From a key to the letter in the composer, while customers write at a steady pace: ms. */
export async function measureTyping(page: Page, traffic: Traffic, perSecond: number): Promise<Times> {
  const box = page.locator('textarea').first()
  await box.focus()
  await page.evaluate(() => window.__bench.keys.splice(0))
  const coming = traffic.run(perSecond, KEYS_S)
  const until = performance.now() + KEYS_S * 1000
  while (performance.now() < until) {
    await box.press('x')
    await delay(KEY_EVERY_MS)
  }
  await coming
  const keys = await page.evaluate(() => window.__bench.keys)
  await box.fill('')
  return timesOf(keys)
}

const CLICKED_ROWS = 10
const SHORTEST_TOLD_MS = 16

/**
 * From a key or a click to the next frame, in ms: conversations are picked by mouse, each menu and dialog of the inbox
 * is opened for the first time and left.
 */
export async function measureInteractions(page: Page): Promise<{ p75: number; worst: number }> {
  await page.evaluate(() => {
    window.__bench.interactions = {}
  })
  let count = 0
  for (let row = 0; row < CLICKED_ROWS; row++, count++) {
    await page.locator(firstRow).nth(row).click()
    await delay(200)
  }
  // Rows keep their places under a pointer.
  await page.mouse.move(0, 0)
  for (const overlay of offered([...everywhere, ...ofList, ...ofThread], { phone: false, trained: false })) {
    if (await openOverlay(page, overlay)) count += overlay.steps.length + 1
    await closeOverlay(page, overlay)
  }
  await delay(300)
  const told = Object.values(await page.evaluate(() => window.__bench.interactions))
  const untold = Array.from({ length: Math.max(0, count - told.length) }, () => SHORTEST_TOLD_MS)
  return { p75: percentile([...told, ...untold], 0.75), worst: Math.max(0, ...told) }
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
