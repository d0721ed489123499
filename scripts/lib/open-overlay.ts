import type { Page } from 'playwright-core'
import type { Overlay, Step } from './overlays.ts'

const OVERLAY = '[role=dialog], [role=menu]'
const SHOWN_MS = 5000

/** A selector of what an overlay shows. */
export const placeOf = ({ shows = OVERLAY }: Overlay): string => shows

export async function isShown(page: Page, overlay: Overlay): Promise<boolean> {
  return (await page.locator(placeOf(overlay)).filter({ visible: true }).count()) > 0
}

/** Opens what lies over a screen, by keys; answers false where it is not offered. */
export async function openOverlay(page: Page, overlay: Overlay): Promise<boolean> {
  for (const [index, step] of overlay.steps.entries()) {
    if (!(await goTo(page, step))) return false
    if (index === overlay.steps.length - 1) await page.evaluate(rememberOwner)
    await take(page, step)
  }
  return await page
    .locator(placeOf(overlay))
    .last()
    .waitFor({ timeout: SHOWN_MS })
    .then(
      () => true,
      () => false,
    )
}

/**
 * Closes by Escape, and what lay under it too; answers whether the first press closed it and whether the focus is back
 * on what had it before.
 */
export async function closeOverlay(
  page: Page,
  overlay: Overlay,
): Promise<{ closed: boolean; back: boolean }> {
  const there = page.locator(placeOf(overlay))
  const before = await there.count()
  await page.keyboard.press('Escape')
  const closed = await page
    .waitForFunction(
      ([selector, count]) =>
        [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0).length <
        count,
      [placeOf(overlay), Math.max(1, before)] as const,
      { timeout: SHOWN_MS },
    )
    .then(
      () => true,
      () => false,
    )
  const back =
    closed &&
    (await page
      .waitForFunction(() => document.activeElement === (window as unknown as Owned).owner, undefined, {
        timeout: 1000,
      })
      .then(
        () => true,
        () => false,
      ))
  if (overlay.steps.some((step) => 'type' in step)) await clearField(page)
  for (let under = before - 1; under > 0; under--) await page.keyboard.press('Escape')
  for (const step of overlay.leave ?? []) if (await goTo(page, step)) await take(page, step)
  return { closed, back }
}

/** What was typed on the way is no draft of anybody. */
async function clearField(page: Page): Promise<void> {
  if (!(await page.evaluate(() => document.activeElement?.matches('input, textarea')))) return
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Backspace')
}

interface Owned {
  owner?: Element | null
}

/** In the page: whoever has the focus now should have it again afterwards. */
function rememberOwner(): void {
  ;(window as unknown as Owned).owner = document.activeElement
}

/** Gives the focus to what the step is about; answers false where that is not there. */
async function goTo(page: Page, step: Step): Promise<boolean> {
  if ('enter' in step) {
    const control = page.locator(step.enter).filter({ visible: true }).first()
    const there = await control.waitFor({ timeout: SHOWN_MS }).then(
      () => true,
      () => false,
    )
    if (there) await control.focus()
    return there
  }
  if ('type' in step) await page.waitForFunction(() => document.activeElement?.matches('input, textarea'))
  // A page without any focus has none to give back.
  if ('press' in step) await page.evaluate(focusSomewhere)
  return true
}

/** In the page: the first control of the content, where nothing has the focus. */
function focusSomewhere(): void {
  if (document.activeElement !== document.body && document.activeElement !== null) return
  const controls = document.querySelectorAll<HTMLElement>('main button:enabled, main a[href]')
  const visible = [...controls].find((one) => one.getClientRects().length > 0 && one.tabIndex >= 0)
  visible?.focus()
}

async function take(page: Page, step: Step): Promise<void> {
  if ('press' in step) await page.keyboard.press(step.press)
  else if ('type' in step) await page.keyboard.type(step.type)
  else if ('enter' in step) {
    const isField = await page.evaluate(() => document.activeElement?.matches('input, textarea'))
    if (!isField) await page.keyboard.press('Enter')
  } else await saveElsewhere(page, step.elsewhere)
}

/** Somebody else saves a section of the settings as it is: the version rises. */
async function saveElsewhere(page: Page, section: string): Promise<void> {
  const { origin } = new URL(page.url())
  const address = `${origin}/api/settings/${section}`
  const stored = (await (await page.request.get(address)).json()) as { version: number; value: object }
  const answer = await page.request.put(address, {
    headers: { origin },
    data: { version: stored.version, value: stored.value },
  })
  if (!answer.ok()) throw new Error(`${section} could not be saved: ${answer.status()}`)
}
