import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { type AtlasFacts, type AtlasRole, type Look, type Place, sizeOf } from './atlas.ts'
import { closeOverlay, openOverlay } from './open-overlay.ts'
import type { Overlay } from './overlays.ts'
import { findFacts } from './tour-facts.ts'
import { tourWidget } from './widget-tour.ts'

export interface TourLogin {
  role: string
  email: string
  password: string
}

export interface Tour {
  readonly facts: AtlasFacts
  /** Opens a place as its role with a look, and answers the page when it is drawn. Errors of scripts land in `faults`. */
  visit(place: Place, look: Look): Promise<Page>
  /** Opens what lies over a place; answers false where it is not offered. */
  open(page: Page, overlay: Overlay): Promise<boolean>
  /** Says whether Escape closed it, and whether the focus is back where it was. */
  close(page: Page, overlay: Overlay): Promise<{ closed: boolean; back: boolean }>
  /** One visitor's way through the chat, in one look. */
  widget(look: Look): ReturnType<typeof tourWidget>
  readonly faults: string[]
  end(): Promise<void>
}

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>

const READY_MS = 20_000
const SETTLED_MS = 8000

/**
 * Goes through the screens of a running install, with one browser profile for each role and language: theme and width
 * change in it, as they do for people.
 */
export async function startTour(of: {
  browser: Browser
  url: string
  logins: readonly TourLogin[]
  /** Whether another version of the model is trained first, which takes a minute. */
  train?: boolean
  /** What is done to each browser profile before its first page. */
  prepare?: (context: BrowserContext) => Promise<void>
}): Promise<Tour> {
  const profiles = new Map<string, { context: BrowserContext; page: Page }>()
  const asking = new WeakMap<Page, () => number>()
  const shown = new WeakMap<Page, Look>()
  const faults: string[] = []
  const sessions = new Map<AtlasRole, StorageState>()
  const signedIn = async (role: AtlasRole, zh: boolean): Promise<BrowserContext> => {
    const session = sessions.get(role)
    const context = await of.browser.newContext({
      locale: zh ? 'zh-CN' : 'en-GB',
      reducedMotion: 'reduce',
      ...(session && { storageState: session }),
    })
    await of.prepare?.(context)
    if (role === 'nobody' || session) return context
    const login = of.logins.find((one) => one.role === role)
    const answer = await context.request.post(`${of.url}/api/session`, {
      data: { email: login?.email, password: login?.password },
      headers: { origin: of.url },
    })
    if (!answer.ok()) throw new Error(`${role} could not sign in: ${answer.status()}`)
    sessions.set(role, await context.storageState())
    return context
  }
  const pageFor = async (role: AtlasRole, zh: boolean): Promise<Page> => {
    const key = `${role} ${zh}`
    const known = profiles.get(key)
    if (known) return known.page
    const context = await signedIn(role, zh)
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
    page.on('console', (message) => {
      const text = message.text()
      if (message.type() === 'error' && /Content Security Policy|Uncaught|TypeError/.test(text))
        faults.push(`${page.url()}: ${text}`)
    })
    asking.set(page, countAsking(page))
    profiles.set(key, { context, page })
    return page
  }
  const facts = await findFacts({ signedIn: (role) => signedIn(role, false), url: of.url, train: of.train })
  return {
    facts,
    faults,
    async visit(place, look) {
      const page = await pageFor(place.role, look.zh)
      if (shown.get(page) !== look) {
        await page.setViewportSize(sizeOf(look))
        await page.emulateMedia({ colorScheme: look.dark ? 'dark' : 'light', reducedMotion: 'reduce' })
        shown.set(page, look)
      }
      await goTo(page, `${of.url}${place.path(facts)}`)
      // Whoever comes by an address has nothing focused; a walk by Tab may have ended on the skip link.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
      await page.locator(place.ready).first().waitFor({ timeout: READY_MS })
      await settled(page, asking.get(page))
      return page
    },
    async open(page, overlay) {
      const there = await openOverlay(page, overlay)
      if (there) await settled(page, asking.get(page))
      return there
    },
    close: closeOverlay,
    async *widget(look) {
      const agent = await signedIn('agent', false)
      yield* tourWidget({ browser: of.browser, url: of.url, agent, faults, prepare: of.prepare }, look)
      await agent.close()
    },
    async end() {
      for (const { context } of profiles.values()) await context.close()
    },
  }
}

interface OpenRouter {
  history: { push: (href: string) => void }
  state: { status: string; location: { href: string }; resolvedLocation?: { href: string } }
}

/** Within the console as a link would lead there; from outside by loading it. */
async function goTo(page: Page, address: string): Promise<void> {
  const { origin, pathname, search } = new URL(address)
  const known = page.url().startsWith(origin)
  const moved =
    known &&
    (await page.evaluate((to) => {
      const router = (window as unknown as { __TSR_ROUTER__?: OpenRouter }).__TSR_ROUTER__
      router?.history.push(to)
      return router !== undefined
    }, `${pathname}${search}`))
  if (!moved) {
    await page.goto(address)
    return
  }
  await page.waitForFunction(() => {
    const { state } = (window as unknown as { __TSR_ROUTER__: OpenRouter }).__TSR_ROUTER__
    return state.status === 'idle' && state.resolvedLocation?.href === state.location.href
  })
}

/** Counts the questions to the server that have no answer yet. */
function countAsking(page: Page): () => number {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.startsWith('/api/')) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => open.size
}

/** Nothing is busy or on its way any more, and two frames have passed. */
async function settled(page: Page, asking: () => number = () => 0): Promise<void> {
  const until = Date.now() + SETTLED_MS
  for (let calm = 0; calm < 2 && Date.now() < until; ) {
    const busy = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              resolve(document.querySelector('[aria-busy=true], [data-loading=true]') !== null),
            ),
          ),
        ),
    )
    calm = busy || asking() > 0 ? 0 : calm + 1
  }
}
