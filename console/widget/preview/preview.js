// The widget as it is, on an empty page, fed with a look that is not saved yet. It reaches no server: it gets the look
// from the page around it, and every session it asks for stays on its way.
;(() => {
  const read = () => {
    try {
      return JSON.parse(decodeURIComponent(location.hash.slice(1)))
    } catch {
      return undefined
    }
  }
  const wish = read()
  if (!wish) return
  sessionStorage.clear()
  for (const key of Object.keys(localStorage))
    if (key.startsWith('parley:preview:')) localStorage.removeItem(key)
  addEventListener('hashchange', () => location.reload())
  const never = () => new Promise(() => undefined)
  window.fetch = (address) =>
    String(address).includes('/widget/config/')
      ? Promise.resolve(new Response(JSON.stringify({ ...wish.config, account: 'preview' })))
      : never()
  const stub = (...call) => void stub.q.push(call)
  stub.q = wish.open ? [['open']] : []
  window.Parley = stub
  const script = document.createElement('script')
  script.src = '/widget/parley.js'
  script.dataset.account = 'preview'
  script.dataset.locale = wish.locale
  script.dataset.accent = wish.config.accent
  document.body.append(script)
})()
