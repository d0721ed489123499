import type { Extras, ExtrasPorts } from './extras/api.ts'
import type { kit } from './ui/extras.ts'

/** What a host page calls: `Parley('open')`, `Parley('identify', { token })`, `Parley('on', 'token', fetchToken)`… */
export interface ParleyFunction {
  (...call: unknown[]): void
  /** Calls made before the loader ran, by a stub of the host page. */
  q?: ArrayLike<unknown>[]
  /** How the loader hands over to the app. */
  boot?: Boot
  /** How the app hands over to its second script, and that one back. */
  kit?: typeof kit
  extras?: (ports: ExtrasPorts) => Extras
}

export interface Boot {
  readonly account: string
  /** Of Parley's server. */
  readonly origin: string
  readonly locale: string | undefined
  readonly identity: string | undefined
  readonly root: ShadowRoot
  /** Drawn by the loader; the app puts its own in its place. */
  readonly launcher: HTMLElement
  /** Hands over all calls made so far and all that follow. */
  connect(handle: (call: unknown[]) => void): void
}

declare global {
  interface Window {
    Parley?: ParleyFunction
  }
}

/** Keys in storage: per account, because one site may show two. */
export const storagePrefix = (account: string): string => `parley:${account}:`
export const SESSION_KEY = 'session'
/** `background foreground corner`, so that the loader draws the launcher as the company wants it without asking. */
export const ACCENT_KEY = 'accent'
export const OPEN_KEY = 'open'

/** Styles without a style element, which a strict content security policy would refuse. */
export function adoptStyles(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } catch {
    // Browsers of before 2023: they get the element.
    const style = document.createElement('style')
    style.textContent = css
    root.append(style)
  }
}

const SVG = 'http://www.w3.org/2000/svg'
export const CHAT_ICON =
  'M12 3.5c-4.9 0-8.75 3.3-8.75 7.55 0 2.2 1.05 4.15 2.7 5.5l-.55 3.2c-.07.4.34.72.7.54l3.35-1.66c.82.2 1.67.3 2.55.3 4.9 0 8.75-3.4 8.75-7.88S16.9 3.5 12 3.5Z'

export function drawIcon(path: string): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(SVG, 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}
