import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { Agent, Customer } from '../support/people.ts'
import { pdfOf } from '../support/sample-files.ts'
import { full, type Screen } from './browser.ts'
import { payloads as all } from './xss-payloads.ts'

// What somebody hostile puts into a product wherever it takes words, and how it would be noticed that it ran.

/** All 200 in `npm run test:full`; every fourth, which are some of every kind, after each change. */
export const payloads = full ? all : all.filter((_, at) => at % 4 === 0)

/** Everything by which something foreign could show that it ran. */
export async function tripwire({ page, context }: Screen): Promise<() => Promise<string[]>> {
  const tripped: string[] = []
  await context.exposeFunction('__hit', (n: unknown) => void tripped.push(`ran ${String(n)}`))
  await context.addInitScript(() => {
    for (const name of ['alert', 'confirm', 'prompt'] as const)
      Object.assign(window, { [name]: () => (window as never as { __hit(n: string): void }).__hit(name) })
    document.addEventListener('securitypolicyviolation', ({ blockedURI, violatedDirective }) =>
      (window as never as { __hit(n: string): void }).__hit(`${violatedDirective} ${blockedURI}`),
    )
  })
  page.on('dialog', (dialog) => {
    tripped.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  await context.route(/canary\.invalid/, (route) => {
    tripped.push(`asked for ${route.request().url()}`)
    return route.abort()
  })
  return async () => {
    await page.waitForTimeout(300)
    return tripped
  }
}

/** Nobody types as fast as this does: the door says when there is room again. */
export async function sendPatiently(
  guest: Customer,
  message: { text: string; files?: string[] },
): Promise<void> {
  const send = async () => {
    const { ok, error } = await guest.send(message)
    if (!ok) expect(error?.code).toBe('too_many_requests')
    return ok
  }
  await expect.poll(send, { timeout: 20_000, interval: 300 }).toBe(true)
}

export const FILES_A_MESSAGE = 10

/** A file under a hostile name; answers its id. */
export async function uploadPatiently(guest: Customer, name: string): Promise<string> {
  const upload = async () => await guest.upload(pdfOf(name), name.slice(0, 200))
  let last = await upload()
  const again = async () => {
    if (last.status === 429) last = await upload()
    return last.status
  }
  await expect.poll(again, { timeout: 60_000, interval: 500, message: name }).toBe(201)
  return last.body.id
}

/** Every payload as a name, a company and a city of a customer, in a file with a hostile name; and as wrong addresses. */
export async function importPayloads(url: string, ruth: Agent): Promise<string> {
  const cell = (text: string) => `"${text.replaceAll('"', '""').replaceAll(/[\r\n]/g, ' ')}"`
  const lines = payloads.flatMap((text, at) => [
    [text, `xss${at}@example.com`, text, text].map(cell).join(','),
    [text, text, 'wrong', 'wrong'].map(cell).join(','),
  ])
  const file = ['Full name,E-mail,Company,City', ...lines].join('\r\n')
  const imports = `${url}/api/customer-imports`
  const headers = { cookie: ruth.cookie, origin: url, 'content-type': 'application/octet-stream' }
  const name = encodeURIComponent(`${payloads[0]}.csv`)
  const uploaded = await fetch(`${imports}?name=${name}`, { method: 'POST', headers, body: file })
  const { id, preview } = (await uploaded.json()) as { id: string; preview: Record<string, unknown> }
  const { encoding, delimiter, columns } = preview
  const plan = { encoding, delimiter, columns, key: 'email', existing: 'update' }
  const until = async (state: string) =>
    await expect
      .poll(
        async () => (await ruth.call<{ state: string }>('GET', `/api/customer-imports/${id}`)).body.state,
        {
          timeout: 30_000,
        },
      )
      .toBe(state)
  await ruth.call('POST', `/api/customer-imports/${id}/check`, plan)
  await until('checked')
  await ruth.call('POST', `/api/customer-imports/${id}/start`)
  await until('done')
  return id
}

/** Draws a page to its end: what is further down or on the next page of a list counts too. */
export async function readThrough(url: string, page: Page, path: string, ready: string): Promise<number> {
  await page.goto(`${url}${path}`)
  await page.locator(ready).first().waitFor()
  for (let more = 0; more < 12; more++) {
    await page.mouse.wheel(0, 20_000)
    const next = page.locator('#content').getByRole('button', { name: /^Show (more|earlier)/ })
    if ((await next.count()) === 0) break
    await next.first().click()
    await page.waitForLoadState('networkidle')
  }
  const text = await page.locator('body').innerText()
  return payloads.filter((payload) => text.includes(payload.trim())).length
}

/**
 * Every payload as address, title, referrer and user agent of a visit, one after the other by one visitor, each looked
 * at in the customer's panel; a few of them in `npm test`. Answers how many titles were shown.
 */
export async function visitWithPayloads(
  url: string,
  page: Page,
  guest: Customer,
): Promise<{ visits: number; titles: number }> {
  const visits = full ? payloads : payloads.filter((_, at) => at % 6 === 0)
  const panel = page.locator('section[aria-labelledby=profile-visit]')
  let titles = 0
  for (const [at, text] of visits.entries()) {
    const mark = `visit ${at}`
    const opened = await fetch(`${url}/widget/session`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': `Mozilla/5.0 (Windows) Chrome/150 ${text.replaceAll(/[^\x20-\x7e]/g, '')}`,
      },
      body: JSON.stringify({
        account: 'northwind-web',
        token: guest.token,
        page: `https://shop.example/${text}`,
        title: `${mark} ${text}`.slice(0, 200),
        referrer: `https://shop.example/?${text}`,
      }),
    })
    expect([text, opened.status]).toEqual([text, 200])
    await vi.waitFor(
      async () => {
        await page.goto(`${url}/inbox/open/${guest.thread}`)
        await panel.getByText(mark).waitFor({ timeout: 2000 })
      },
      { timeout: 10_000 },
    )
    const shown = await panel.innerText()
    if (shown.includes(text.trim().replaceAll(/\s+/g, ' ').slice(0, 60))) titles++
  }
  return { visits: visits.length, titles }
}
