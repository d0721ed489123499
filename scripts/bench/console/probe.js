// Runs in the page before its own scripts: notes when a marked message came over the wire and, from `watch()` on, when it
// was painted. To look at every change costs the page as much as drawing it, so it is looked at only where times are taken.
;(() => {
  const marked = /bench-(\d+)-(\d+)/g
  const notes = {
    arrived: {},
    thread: {},
    list: {},
    longTasks: [],
    keys: [],
    interactions: {},
    shift: 0,
    watch,
    unwatch,
  }
  window.__bench = notes
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args)
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string' || !data.includes('bench-')) return
        for (const [id] of data.matchAll(marked)) notes.arrived[id] ??= Date.now()
      })
    }
  }
  const note = (place, text) => {
    for (const [id] of text.matchAll(marked)) {
      if (place[id] !== undefined) continue
      place[id] = 0
      // The frame after the change is the one that shows it.
      requestAnimationFrame(() => setTimeout(() => (place[id] = Date.now()), 0))
    }
  }
  const look = (target) => {
    const element = target instanceof Element ? target : target.parentElement
    if (!element) return
    const log = element.closest('[role=log]')
    const list = element.closest('[role=listbox]')
    if (log) note(notes.thread, element.textContent ?? '')
    else if (list) note(notes.list, element.textContent ?? '')
    else if (element.querySelector?.('[role=log]')) note(notes.thread, element.textContent ?? '')
  }
  const observer = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      look(target)
      for (const node of addedNodes) look(node)
    }
  })
  function watch() {
    observer.observe(document, { childList: true, subtree: true, characterData: true })
  }
  function unwatch() {
    observer.disconnect()
  }
  // From the key to the frame that shows its letter.
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => notes.keys.push(performance.now() - timeStamp), 0)),
    true,
  )
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) notes.shift += value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) notes.longTasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
  // Interaction to Next Paint: of the events of one key or click the slowest counts (web.dev/articles/inp).
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId > 0)
        notes.interactions[interactionId] = Math.max(duration, notes.interactions[interactionId] ?? 0)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
})()
