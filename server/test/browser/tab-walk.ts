import type { Page } from 'playwright-core'

export interface TabWalk {
  controls: number
  /** Controls that Tab does not come to. */
  unreached: string[]
  /** Controls that look the same with the focus and without. */
  unseen: string[]
}

const MORE = 12

/** Presses Tab through a page once and says what it did not reach, and where the focus was not to be seen. */
export async function walkByTab(page: Page): Promise<TabWalk> {
  const controls = await page.evaluate(markControls)
  const reached = new Set<string>()
  const unseen: string[] = []
  for (let press = 0; press < controls.length + MORE && reached.size < controls.length; press++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(lookAtFocus)
    if (stop.before && !stop.beforeChanged) unseen.push(stop.before)
    if (stop.now) reached.add(stop.now)
  }
  const names = new Map(controls.map(({ mark, name }) => [mark, name]))
  return {
    controls: controls.length,
    unreached: controls.filter(({ mark }) => !reached.has(mark)).map(({ name }) => name),
    unseen: unseen.map((mark) => names.get(mark) ?? mark),
  }
}

/** In the page: gives every control that should be a stop of Tab a mark. */
function markControls(): { mark: string; name: string }[] {
  const overlay = [...document.querySelectorAll('[role=dialog][aria-modal=true], [aria-modal=true]')].at(-1)
  const within = overlay ?? document
  const selector =
    'a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"]), summary, iframe'
  const groups = new Set<string>()
  const controls: { mark: string; name: string }[] = []
  for (const element of within.querySelectorAll<HTMLElement>(selector)) {
    if (element.tabIndex < 0 || element.getClientRects().length === 0) continue
    if (getComputedStyle(element).visibility !== 'visible' || element.closest('[inert], [aria-hidden=true]'))
      continue
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      // One stop for the whole group: the checked one, or the first.
      const group = within.querySelectorAll<HTMLInputElement>(
        `input[type=radio][name="${CSS.escape(element.name)}"]`,
      )
      const stop = [...group].find(({ checked }) => checked) ?? group[0]
      if (stop !== element || groups.has(element.name)) continue
      groups.add(element.name)
    }
    const mark = String(controls.length)
    element.dataset['tabWalk'] = mark
    const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
    controls.push({ mark, name: `${element.tagName.toLowerCase()} "${words.trim().slice(0, 60)}"` })
  }
  return controls
}

/** In the page: where the focus is, and whether what had it before looks different without it. */
function lookAtFocus(): { now: string | undefined; before: string | undefined; beforeChanged: boolean } {
  const state = window as unknown as { __walk?: { element: HTMLElement; look: string } }
  const lookOf = (element: HTMLElement): string => {
    const looks: string[] = []
    let each: HTMLElement | null = element
    // A field may show its focus on the frame around it.
    for (let depth = 0; each && depth < 8; depth++) {
      const style = getComputedStyle(each)
      looks.push(
        `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.boxShadow} ${style.borderColor} ${style.backgroundColor}`,
      )
      each = each.parentElement
    }
    return looks.join('|')
  }
  const former = state.__walk
  const active = document.activeElement
  const element = active instanceof HTMLElement && active !== document.body ? active : undefined
  const moved = former !== undefined && former.element !== element
  const beforeChanged = !moved || lookOf(former.element) !== former.look
  delete state.__walk
  if (element) state.__walk = { element, look: lookOf(element) }
  return {
    now: element?.dataset['tabWalk'],
    before: moved ? former.element.dataset['tabWalk'] : undefined,
    beforeChanged,
  }
}
