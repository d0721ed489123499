export interface Walker {
  /** Marks every control that should be a stop of Tab, goes to the first one, and takes notes from then on. */
  begin(within: string | undefined): Promise<{ mark: string; name: string }[]>
  /** What the walk has found so far: marks, and the names of what lies outside. */
  read(): { reached: string[]; unseen: string[]; outside: string[] }
}

/** In the page: the side of the walk that looks at its elements, the open shadow roots among them. Once is enough. */
export function installWalk(): void {
  const page = window as unknown as { walker?: () => Walker }
  if (page.walker) return
  const MARK = 'data-tab-walk'
  const STOPS =
    'a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), select:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"]), summary'
  const state = { reached: new Set<string>(), unseen: new Set<string>(), outside: new Set<string>() }
  let place: Element | undefined
  let stops: { mark: string; name: string; element: HTMLElement }[] = []
  let former: { element: HTMLElement; look: string } | undefined

  const deep = (root: ParentNode, selector: string): HTMLElement[] =>
    [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
      ...(element.matches(selector) ? [element] : []),
      ...(element.shadowRoot ? deep(element.shadowRoot, selector) : []),
    ])
  const parentOf = (element: Element): Element | null =>
    element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null
  const focused = (): Element | null => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    return element
  }
  const nameOf = (element: HTMLElement): string => {
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    const words = element.getAttribute('aria-label') ?? label ?? element.textContent ?? ''
    return `${element.tagName.toLowerCase()} "${words.trim().slice(0, 60)}"`
  }
  const lookOf = (element: HTMLElement): string => {
    const looks: string[] = []
    let each: Element | null = element
    // A field may show its focus on the frame around it.
    for (let depth = 0; each && depth < 8; depth++) {
      const style = getComputedStyle(each)
      looks.push(
        `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.boxShadow} ${style.borderColor} ${style.backgroundColor}`,
      )
      each = parentOf(each)
    }
    return looks.join('|')
  }
  const isIn = (element: Element | null): boolean => {
    for (let each = element; each; each = parentOf(each)) if (each === place) return true
    return false
  }

  /** A line of a long list that went out of sight and came back is the same to who walks, drawn by another element. */
  const markAnew = (target: HTMLElement): string | undefined => {
    const name = nameOf(target)
    const stop = stops.find((each) => each.name === name && !each.element.isConnected)
    if (!stop) return undefined
    stop.element = target
    target.setAttribute(MARK, stop.mark)
    return stop.mark
  }

  // Before the key moves it the focus has been drawn where it is, whatever follows it by script included.
  const leave = (event: KeyboardEvent) => {
    const element = focused()
    if (event.key === 'Tab' && element instanceof HTMLElement && element !== document.body)
      former = { element, look: lookOf(element) }
  }
  const arrive = (event: FocusEvent) => {
    const [target] = event.composedPath()
    if (!(target instanceof HTMLElement)) return
    const own = target.getAttribute(MARK) ?? markAnew(target)
    if (own !== undefined) state.reached.add(own)
    if (place && !isIn(target)) state.outside.add(nameOf(target))
    const mark = former?.element.getAttribute(MARK)
    if (former && mark && former.element !== target && lookOf(former.element) === former.look)
      state.unseen.add(mark)
    former = undefined
  }
  document.addEventListener('keydown', leave, true)
  const heard = new WeakSet<Node>()
  /** A move within a shadow root is told to that root alone. */
  const listen = (root: Document | ShadowRoot) => {
    if (!heard.has(root)) root.addEventListener('focusin', (event) => arrive(event as FocusEvent), true)
    heard.add(root)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) listen(shadowRoot)
  }

  /**
   * Long lists from their beginning, as a walk comes to them; half-way down, rows come and go above the focus. A
   * conversation begins at its end.
   */
  const toTheTop = async () => {
    for (const element of document.querySelectorAll('*'))
      if (element.scrollTop > 0 && !element.matches('[role=log]')) element.scrollTop = 0
    for (let frame = 0; frame < 3; frame++) await new Promise((drawn) => requestAnimationFrame(drawn))
  }
  const isStop = (element: HTMLElement): boolean => {
    if (element.tabIndex < 0 || element.getClientRects().length === 0) return false
    // What is folded away has a place, too.
    return (
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert], [aria-hidden=true]')
    )
  }
  /** Of a group of radio buttons Tab comes to one: the checked one, or the first. */
  const isOfGroup = (element: HTMLElement, all: readonly HTMLElement[]): boolean => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true
    const group = all.filter(
      (each): each is HTMLInputElement =>
        each instanceof HTMLInputElement && each.type === 'radio' && each.name === element.name,
    )
    return (group.find(({ checked }) => checked) ?? group[0]) === element
  }
  const mark = (root: ParentNode) => {
    for (const old of deep(document, `[${MARK}]`)) old.removeAttribute(MARK)
    const found = deep(root, STOPS).filter(isStop)
    return found
      .filter((element) => isOfGroup(element, found))
      .map((element, index) => {
        element.setAttribute(MARK, String(index))
        return { mark: String(index), name: nameOf(element), element }
      })
  }

  const walker: Walker = {
    async begin(within) {
      await toTheTop()
      listen(document)
      place = within === undefined ? undefined : deep(document, within).at(-1)
      if (within !== undefined && !place) throw new Error(`There is no ${within} to walk through`)
      stops = mark(place ?? document)
      const [first] = stops
      // From the top: what unfolds around the focus is marked as it is before anybody was there.
      first?.element.focus()
      for (const notes of [state.reached, state.unseen, state.outside]) notes.clear()
      former = undefined
      // What unfolds may go when the focus leaves it: it cannot be come to a second time.
      if (place && first?.element === focused()) state.reached.add('0')
      return stops.map(({ mark: own, name }) => ({ mark: own, name }))
    },
    read() {
      // Where there is only one, the focus comes back to it without having left.
      const here = focused()?.getAttribute(MARK) ?? undefined
      if (here !== undefined) state.reached.add(here)
      return { reached: [...state.reached], unseen: [...state.unseen], outside: [...state.outside] }
    },
  }
  page.walker = () => walker
}
