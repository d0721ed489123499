import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { type Look, nameOf, sizeOf } from './atlas.ts'
import { type Desk, deskOf } from './desk-api.ts'

/** What a visitor sees of the chat from first to last. */
export type WidgetState = 'closed' | 'introduction' | 'bot' | 'person' | 'unread' | 'rating'

interface WidgetTourOf {
  browser: Browser
  url: string
  /** A browser profile of somebody who may take conversations; it is left open. */
  agent: BrowserContext
  faults: string[]
  /** What is done to the browser profile before its first page. */
  prepare?: ((context: BrowserContext) => Promise<void>) | undefined
}

/**
 * One visitor's way through the chat on the demo shop, with one look: from the closed launcher to the question how it
 * was. Needs an install that does not wait before it asks (`PARLEY_UNDO_SECONDS=0`).
 */
export async function* tourWidget(
  { browser, url, agent, faults, prepare }: WidgetTourOf,
  look: Look,
): AsyncGenerator<{ state: WidgetState; page: Page }> {
  const context = await browser.newContext({
    viewport: sizeOf(look),
    colorScheme: look.dark ? 'dark' : 'light',
    locale: look.zh ? 'zh-CN' : 'en-GB',
    reducedMotion: 'reduce',
  })
  await prepare?.(context)
  const page = await context.newPage()
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  const desk = deskOf(agent, url)
  const at = (state: WidgetState) => ({ state, page })
  const launcher = page.locator('button.launcher')
  const says = async (text: string) => {
    await page.locator('.composer textarea').fill(text)
    await page.keyboard.press('Enter')
  }
  try {
    await page.goto(`${url}/demo/`)
    await page.locator(`[data-locale=${look.zh ? 'zh' : 'en'}]`).click()
    await launcher.waitFor()
    yield at('closed')
    await launcher.click()
    await page.locator('#p-name').fill(visitorOf(look))
    yield at('introduction')
    await page.locator('#p-name').press('Enter')
    await says(look.zh ? '运费多少钱？' : 'How much does delivery cost?')
    await page.locator('.message.other .bubble:not(.dots)').first().waitFor()
    yield at('bot')
    await says(look.zh ? '转人工' : 'I want to talk to a person')
    const thread = await waitingThread(desk, visitorOf(look))
    await act(desk, thread, 'claim', {})
    await page.locator('.notice.joined').waitFor()
    yield at('person')
    await page.locator('.panel .header button').last().click()
    const text = look.zh ? '您好，我来为您查一下。' : 'Hello, let me look that up for you.'
    await act(desk, thread, 'replies', { clientId: 'widget-tour', text })
    await page.locator('.launcher .badge, .peek').first().waitFor()
    yield at('unread')
    await launcher.click()
    await page.getByText(text).last().waitFor()
    await act(desk, thread, 'wrap-up', { outcome: 'resolved', askRating: true })
    await page.locator('form.rating').waitFor()
    yield at('rating')
  } finally {
    await context.close()
  }
}

/** Nobody else of the install has this name. */
const visitorOf = (look: Look) => `Nora Field ${nameOf(look)}`

const Waiting = z.object({
  rows: z.array(z.object({ id: z.string(), customer: z.object({ name: z.string() }) })),
})
const Thread = z.object({ row: z.object({ epoch: z.number(), head: z.number() }) })

async function waitingThread(desk: Desk, visitor: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await desk.get('/api/threads?view=waiting', Waiting)
    const found = rows.find(({ customer }) => customer.name === visitor)
    if (found) return found.id
    await delay(100)
  }
  throw new Error(`${visitor} does not wait for a person`)
}

/** Does it with all of the thread seen, as a console does that shows it. */
async function act(desk: Desk, thread: string, action: string, body: object): Promise<void> {
  const path = `/api/threads/${thread}`
  const { row } = await desk.get(path, Thread)
  const seen = action === 'claim' ? {} : { seenSeq: row.head }
  await desk.post(`${path}/${action}`, { epoch: row.epoch, ...seen, ...body }, z.unknown())
}
