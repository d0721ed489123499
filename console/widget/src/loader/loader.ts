import {
  ACCENT_KEY,
  adoptStyles,
  CHAT_ICON,
  drawIcon,
  OPEN_KEY,
  type ParleyFunction,
  SESSION_KEY,
  storagePrefix,
} from '../boot.ts'
import css from './launcher.css?inline'

/** Runs on every page of the host: draws the launcher, and fetches the app only when somebody may need it. */
function load(script: HTMLScriptElement, account: string): void {
  const { locale, identity, accent } = script.dataset
  const prefix = storagePrefix(account)
  const queue: unknown[][] = Array.from(window.Parley?.q ?? [], (call) => Array.from(call))
  let handle: ((call: unknown[]) => void) | undefined
  let fetching = false

  const fetchApp = () => {
    if (fetching) return
    fetching = true
    const app = document.createElement('script')
    app.src = new URL('app.js', script.src).href
    app.async = true
    app.nonce = script.nonce
    app.onerror = () => {
      fetching = false
      button.removeAttribute('aria-busy')
      app.remove()
    }
    document.head.append(app)
  }

  const host = document.createElement('parley-chat')
  const root = host.attachShadow({ mode: 'open' })
  adoptStyles(root, css)
  const launcher = document.createElement('section')
  const button = document.createElement('button')
  const chinese = /^zh/i.test(locale || document.documentElement.lang || navigator.language)
  launcher.setAttribute('aria-label', 'Parley')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-label', chinese ? '打开聊天' : 'Open chat')
  const [back, front, side] = (kept('localStorage', prefix + ACCENT_KEY) ?? accent ?? '').split(' ')
  if (side === 'left') button.classList.add(side)
  if (back) button.style.setProperty('--p-accent', back)
  if (front) button.style.setProperty('--p-on-accent', front)
  button.append(drawIcon(CHAT_ICON))
  button.onpointerenter = fetchApp
  button.onfocus = fetchApp
  button.onclick = () => {
    button.setAttribute('aria-busy', 'true')
    parley('open')
  }
  launcher.append(button)
  root.append(launcher)

  const parley: ParleyFunction = (...call) => {
    if (handle) {
      handle(call)
      return
    }
    queue.push(call)
    if (call[0] === 'open' || call[0] === 'propose') fetchApp()
  }
  parley.boot = {
    account,
    origin: new URL(script.src).origin,
    locale,
    identity,
    root,
    launcher,
    connect(taker) {
      handle = taker
      for (const call of queue.splice(0)) taker(call)
    },
  }
  window.Parley = parley
  document.body.append(host)
  // Fetched here, because most visitors never need the app: whether to speak to them first, and after how long.
  setTimeout(async () => {
    const { proactive } = await (await fetch(new URL(`config/${account}`, script.src))).json()
    const rule = proactive.find(
      ({ id, pages }: { id: string; pages: string[] }) =>
        !kept('localStorage', `${prefix}nudged:${id}`) && (!pages[0] || pages.some(fits)),
    )
    if (rule) setTimeout(() => parley('propose', rule.id), rule.afterSeconds * 1000)
  }, 800)
  const wanted = queue.some(([name]) => name === 'open')
  if (wanted || kept('localStorage', prefix + SESSION_KEY) || kept('sessionStorage', prefix + OPEN_KEY))
    fetchApp()
}

/** `*` stands for any run of characters; nothing else means anything. */
function fits(mask: string): boolean {
  return new RegExp(`^${mask.replace(/[^\w/*]/g, '\\$&').replace(/\*+/g, '.*')}$`).test(location.pathname)
}

function kept(storage: 'localStorage' | 'sessionStorage', key: string): string | null {
  try {
    return window[storage].getItem(key)
  } catch {
    // Storage may be blocked altogether.
    return null
  }
}

const script =
  document.currentScript ??
  document.querySelector<HTMLScriptElement>('script[data-account][src*="parley.js"]')
if (script instanceof HTMLScriptElement && script.dataset['account'] && !window.Parley?.boot) {
  const account = script.dataset['account']
  if (document.body) load(script, account)
  else addEventListener('DOMContentLoaded', () => load(script, account))
}
