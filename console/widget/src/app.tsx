import { render } from 'preact'
import { ACCENT_KEY, adoptStyles, type Boot, OPEN_KEY, storagePrefix } from './boot.ts'
import { Chat } from './core/chat.ts'
import { newClientId } from './core/client-id.ts'
import { leases, webLocks } from './core/exclusive.ts'
import { createApi } from './core/http.ts'
import { createKeyValue, type KeyValue } from './core/key-value.ts'
import { socketLinks } from './core/socket-link.ts'
import { createTabs } from './core/tabs.ts'
import { HostCalls } from './host-calls.ts'
import { pickLocale } from './i18n/messages.ts'
import { accentOf } from './ui/colour.ts'
import { DRAFT } from './ui/draft.ts'
import { offerExtras } from './ui/extras.ts'
import css from './ui/widget.css?inline'
import { Widget } from './ui/widget.tsx'

const RELEASE_MS = 40

/** Takes over from the loader: builds the chat, draws it in the loader's place, and serves the host page's calls. */
function start(boot: Boot): void {
  const prefix = storagePrefix(boot.account)
  const store = createKeyValue(() => localStorage, prefix)
  const tab = createKeyValue(() => sessionStorage, prefix)
  const calls = new HostCalls()
  const chat = new Chat({
    account: boot.account,
    locale: pickLocale(boot.locale || document.documentElement.lang || navigator.language),
    identity: boot.identity,
    api: createApi(boot.origin, fetch.bind(globalThis)),
    openLink: socketLinks(boot.origin, () => ({
      page: location.origin + location.pathname,
      title: document.title,
      referrer: document.referrer,
    })),
    store,
    tabs: createTabs(prefix),
    exclusive: 'locks' in navigator ? webLocks(navigator.locks, prefix) : leases(store, newClientId()),
    askHost: () => calls.freshToken(),
    // Without its query: that may hold secrets of the host's.
    page: () => location.origin + location.pathname,
  })
  let { person } = chat
  const whose = () => person && `${person}@`
  const theirs = createKeyValue(() => sessionStorage, prefix, whose)
  chat.state.subscribe(() => {
    // Who is named while they write was the guest: their words go with them.
    const begun = !person && theirs.get(DRAFT)
    if (begun) theirs.remove(DRAFT)
    person = chat.person
    if (begun) theirs.set(DRAFT, begun)
  })
  offerExtras({ origin: boot.origin, root: boot.root, chat, tab: theirs, store })
  calls.serve(chat)
  boot.connect((call) => calls.take(call))
  chat.start()
  if (tab.get(OPEN_KEY)) chat.open()

  let open = false
  chat.state.subscribe(() => {
    const now = chat.state.get()
    if (now.open !== open) {
      open = now.open
      if (open) tab.set(OPEN_KEY, '1')
      else tab.remove(OPEN_KEY)
    }
    if (now.config) {
      const { fill, on } = accentOf(now.config.accent)
      store.set(ACCENT_KEY, `${fill} ${on} ${now.config.position}`)
    }
  })

  whenReleased(boot.launcher, () => draw(boot, chat, theirs, store))
}

/** A button that is taken away between press and release never gets its click. */
function whenReleased(launcher: HTMLElement, go: () => void): void {
  if (launcher.querySelector(':active')) setTimeout(() => whenReleased(launcher, go), RELEASE_MS)
  else go()
}

function draw(boot: Boot, chat: Chat, tab: KeyValue, store: KeyValue): void {
  adoptStyles(boot.root, css)
  const place = document.createElement('div')
  const hadFocus = boot.root.activeElement !== null
  boot.launcher.replaceWith(place)
  const [accent = '', , side] = (store.get(ACCENT_KEY) ?? '').split(' ')
  render(<Widget chat={chat} tab={tab} accent={accent} side={side} />, place)
  if (hadFocus && !chat.state.get().open) place.querySelector<HTMLButtonElement>('.launcher')?.focus()
}

const boot = window.Parley?.boot
if (boot?.launcher.isConnected) start(boot)
