/** A pointer that only passes by asks for nothing. */
const OPEN_MS = 400

/**
 * Calls back with the element whose tip is wanted, and with none when it is not wanted any more: after a while under
 * the pointer, at once with visible focus, on touch where `data-tip-touch` stands; pressing, leaving and any key end it.
 * Answers how to stop watching.
 */
export function watchTips(root: Document, onTip: (at: HTMLElement | undefined) => void): () => void {
  let shown: HTMLElement | undefined
  /** Pressed or put away: its tip stays away until the pointer was elsewhere. */
  let dismissed: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  // What is taken away while it has the focus or the pointer says nothing: its tip would stay for good.
  const removal = new MutationObserver(() => {
    if (shown && !shown.isConnected) show(undefined, 0)
  })
  const show = (at: HTMLElement | undefined, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (shown === at || (at && !at.isConnected)) return
      shown = at
      onTip(at)
      removal.disconnect()
      if (at) removal.observe(root.body, { childList: true, subtree: true })
    }, ms)
  }
  const over = (event: PointerEvent) => {
    const at = tippedIn(event.target)
    if (at !== dismissed) dismissed = undefined
    if (event.pointerType === 'mouse' && at !== shown && !dismissed) show(at, at ? OPEN_MS : 0)
  }
  const focus = (event: FocusEvent) => {
    const at = tippedIn(event.target)
    show(at?.matches(':focus-visible') ? at : undefined, 0)
  }
  const press = (event: PointerEvent) => {
    const at = tippedIn(event.target)
    dismissed = at
    show(event.pointerType === 'touch' && at && 'tipTouch' in at.dataset ? at : undefined, 0)
  }
  const end = () => show(undefined, 0)
  const putAway = () => {
    dismissed = shown
    end()
  }
  const until = new AbortController()
  const { signal } = until
  root.addEventListener('pointerover', over, { signal })
  root.addEventListener('focusin', focus, { signal })
  root.addEventListener('focusout', end, { signal })
  root.addEventListener('pointerdown', press, { signal })
  root.addEventListener('keydown', putAway, { signal })
  root.documentElement.addEventListener('pointerleave', end, { signal })
  return () => {
    clearTimeout(timer)
    removal.disconnect()
    until.abort()
  }
}

function tippedIn(target: EventTarget | null): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-tip]') ?? undefined) : undefined
}
