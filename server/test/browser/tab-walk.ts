import type { Page } from 'playwright-core'

export interface TabWalk {
  controls: number
  /** Controls that Tab does not come to. */
  unreached: string[]
  /** Controls that look the same with the focus and without. */
  unseen: string[]
}

/** Presses that are sent at once: the page is asked only between them. */
const ROUND = 24
/** So many rounds without another control are a way that leads nowhere else: a frame may have as many stops. */
const IDLE_ROUNDS = 3
/** Lines that unfold under the focus have more stops than they showed; areas that scroll and frames are some too. */
const LAPS = 4

/**
 * Presses Tab through a page and says what it did not reach, and where the focus was not to be seen. A page that drew
 * itself anew in the middle of it is walked once more.
 */
export async function walkByTab(page: Page): Promise<TabWalk> {
  const first = await walkOnce(page)
  return first.unreached.length + first.unseen.length === 0 ? first : await walkOnce(page)
}

async function walkOnce(page: Page): Promise<TabWalk> {
  await page.evaluate(toTheTop)
  const controls = await page.evaluate(markControls)
  // From the top: what unfolds around the focus is marked as it is before anybody was there.
  await page.evaluate(() => document.querySelector<HTMLElement>('[data-tab-walk]')?.focus())
  await page.evaluate(watchFocus)
  const keyboard = await page.context().newCDPSession(page)
  const press = async (type: 'rawKeyDown' | 'keyUp') =>
    await keyboard.send('Input.dispatchKeyEvent', {
      type,
      key: 'Tab',
      code: 'Tab',
      windowsVirtualKeyCode: 9,
    })
  let found = { reached: [] as string[], unseen: [] as string[] }
  const most = LAPS * controls.length + IDLE_ROUNDS * ROUND
  for (let pressed = 0, idle = 0; pressed < most && idle < IDLE_ROUNDS; pressed += ROUND) {
    // Sent one behind the other, the browser takes them in order.
    await Promise.all(Array.from({ length: ROUND }, () => [press('rawKeyDown'), press('keyUp')]).flat())
    const now = await page.evaluate(readWalk)
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
  }
}

/**
 * In the page: long lists from their beginning, as a walk comes to them; half-way down, rows come and go above the focus.
 * A conversation begins at its end.
 */
async function toTheTop(): Promise<void> {
  for (const element of document.querySelectorAll('*'))
    if (element.scrollTop > 0 && !element.matches('[role=log]')) element.scrollTop = 0
  for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn))
}

/** In the page: gives every control that should be a stop of Tab a mark. */
function markControls(): { mark: string; name: string }[] {
  for (const old of document.querySelectorAll<HTMLElement>('[data-tab-walk]')) delete old.dataset['tabWalk']
  const overlay = [...document.querySelectorAll('[role=dialog][aria-modal=true], [aria-modal=true]')].at(-1)
  const within = overlay ?? document
  const selector =
    'a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"]), summary'
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
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    const words = element.getAttribute('aria-label') ?? label ?? element.textContent ?? ''
    controls.push({ mark, name: `${element.tagName.toLowerCase()} "${words.trim().slice(0, 60)}"` })
  }
  return controls
}

interface WalkState {
  reached: Set<string>
  unseen: Set<string>
}

/** In the page: from now on notes where the focus comes to, and whether what has it looks different without it. */
function watchFocus(): void {
  const walked = window as unknown as { __walk?: WalkState }
  const known = walked.__walk !== undefined
  const state: WalkState = walked.__walk ?? { reached: new Set(), unseen: new Set() }
  walked.__walk = state
  state.reached.clear()
  state.unseen.clear()
  if (known) return
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
  let former: { element: HTMLElement; look: string } | undefined
  // Before the key moves it the focus has been drawn where it is, whatever follows it by script included.
  const leave = (event: KeyboardEvent) => {
    const element = document.activeElement
    if (event.key === 'Tab' && element instanceof HTMLElement && element !== document.body)
      former = { element, look: lookOf(element) }
  }
  const arrive = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.dataset['tabWalk'])
      state.reached.add(target.dataset['tabWalk'])
    const mark = former?.element.dataset['tabWalk']
    if (former && mark && former.element !== target && lookOf(former.element) === former.look)
      state.unseen.add(mark)
    former = undefined
  }
  document.addEventListener('keydown', leave, true)
  document.addEventListener('focusin', arrive, true)
}

/** In the page: what the walk has found so far. */
function readWalk(): { reached: string[]; unseen: string[] } {
  const { reached, unseen } = (window as unknown as { __walk: WalkState }).__walk
  return { reached: [...reached], unseen: [...unseen] }
}
