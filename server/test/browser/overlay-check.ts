import type { Page } from 'playwright-core'
import { placeOf } from '../../../scripts/lib/open-overlay.ts'
import type { Overlay } from '../../../scripts/lib/overlays.ts'
import { walkByTab } from './tab-walk.ts'

/** What is wrong with the keyboard in something that is open over a screen; none is the only good answer. */
export async function barriersOf(page: Page, overlay: Overlay): Promise<string[]> {
  const cut = await cutOff(page, placeOf(overlay))
  return [...cut, ...(await keysOf(page, overlay))]
}

async function keysOf(page: Page, overlay: Overlay): Promise<string[]> {
  if (overlay.kind === 'menu') return await walkMenu(page)
  if (overlay.kind === 'list') return await walkList(page)
  const within = placeOf(overlay)
  const home = await page.evaluate(focusWithin, within)
  const { controls, unreached, unseen, outside } = await walkByTab(page, within)
  // A walk may have left it, and the key that closes it is for whoever is in it.
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-tab-walk]')?.focus())
  return [
    ...(home ? [] : ['the focus is neither in it nor on what opened it']),
    ...(controls > 0 ? [] : ['it has no control']),
    ...unreached.map((name) => `Tab does not come to ${name}`),
    ...unseen.map((name) => `the focus on ${name} is not seen`),
    ...(overlay.kind === 'trap' ? outside.map((name) => `Tab leads out to ${name}`) : []),
  ]
}

/** In the page: whether what opened has taken the focus, or follows the button that it unfolded from. */
function focusWithin(selector: string): boolean {
  const opened = [...document.querySelectorAll(selector)].at(-1)
  const controlled = document.activeElement?.getAttribute('aria-controls')
  return opened?.contains(document.activeElement) || (controlled ?? '-') === opened?.id
}

/** What of it is beyond the edges of the window. */
async function cutOff(page: Page, selector: string): Promise<string[]> {
  return await page.evaluate((place) => {
    const box = [...document.querySelectorAll(place)].at(-1)?.getBoundingClientRect()
    if (!box) return ['it is not there']
    const [width, height] = [document.documentElement.clientWidth, window.innerHeight]
    return box.left < -1 || box.right > width + 1 || box.top < -1 || box.bottom > height + 1
      ? [
          `cut off: ${Math.round(box.left)}-${Math.round(box.right)} of ${width}, ${Math.round(box.top)}-${Math.round(box.bottom)} of ${height}`,
        ]
      : []
  }, selector)
}

/** The arrows go through all lines of a menu, and each one that they come to looks so. */
async function walkMenu(page: Page): Promise<string[]> {
  const items = page.locator('[role=menu] [role^=menuitem]')
  const count = await items.count()
  const seen = new Set<string>()
  const unseen = new Set<string>()
  for (let press = 0; press <= count; press++) {
    await page.keyboard.press('ArrowDown')
    const at = await page.evaluate(() => {
      const element = document.activeElement
      if (!element?.matches('[role^=menuitem]') || !(element instanceof HTMLElement)) return undefined
      const look = () => {
        const { outlineStyle, outlineWidth, boxShadow, backgroundColor } = getComputedStyle(element)
        return `${outlineStyle} ${outlineWidth} ${boxShadow} ${backgroundColor}`
      }
      const name = element.textContent ?? ''
      const withFocus = look()
      element.blur()
      const without = look()
      element.focus()
      return { name, plain: withFocus === without }
    })
    if (at) seen.add(at.name)
    if (at?.plain) unseen.add(at.name)
  }
  return [
    ...(seen.size === count && count > 0 ? [] : [`the arrows come to ${seen.size} of ${count} lines`]),
    ...[...unseen].map((name) => `the focus on ${name} is not seen`),
  ]
}

/** The box keeps the focus and names the line that is chosen; the arrows choose another. */
async function walkList(page: Page): Promise<string[]> {
  const chosen = async () =>
    await page.evaluate(() => {
      const id = document.activeElement?.getAttribute('aria-activedescendant')
      const line = document.getElementById(id ?? '')
      return line?.matches('[role=option]') ? { id, lines: line.parentElement?.childElementCount ?? 0 } : null
    })
  const first = await chosen()
  if (!first) return ['the box does not name the chosen line']
  await page.keyboard.press('ArrowDown')
  const next = await chosen()
  return first.lines > 1 && next?.id === first.id ? ['the arrows choose no other line'] : []
}
