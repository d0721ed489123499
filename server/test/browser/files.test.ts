import { expect, test } from 'vitest'
import { Agent, Customer, newId } from '../support/people.ts'
import { picture as paint, pdfOf } from '../support/sample-files.ts'
import { expectAccessible, full, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'
import {
  FILES_A_MESSAGE,
  importPayloads,
  payloads,
  readThrough,
  sendPatiently,
  tripwire,
  uploadPatiently,
  visitWithPayloads,
} from './hostile-texts.ts'
import { payloads as all } from './xss-payloads.ts'

// Payloads do make pages complain: what counts is that none runs. They are let loose once, to see that it is noticed:
// whatever that does to a browser, other tests have another.
const demo = demoDesk(
  { name: 'browser-files', web: 1, worker: 1, settings: { PARLEY_OFFER_SECONDS: '60' } },
  { mayFault: true, ownBrowser: true },
)

test('a picture from the chat is seen at the desk; a pasted picture and a dropped file are seen in the chat', async () => {
  const shop = (await demo.screen({ width: 1100 })).page
  await shop.goto(`${demo.url}/demo/`)
  await shop.getByLabel('Shop as').selectOption('amelia')
  await shop.locator('#shopper[data-identified="amelia"]').waitFor()
  await shop.getByRole('button', { name: /open chat/i }).click()
  const box = shop.getByPlaceholder('Write a message…')
  await box.fill('I want to talk to a person')
  await box.press('Enter')
  await shop.getByText('You asked for a person').waitFor()
  const buffer = await paint('png', { width: 600, height: 400 })
  await shop
    .locator('input[type=file]')
    .setInputFiles({ name: 'torn seam.png', mimeType: 'image/png', buffer })
  await shop.getByRole('button', { name: 'Remove torn seam.png' }).waitFor()
  // Kept over a reload while it is not sent.
  await shop.getByText('kB', { exact: false }).or(shop.getByText(/\d B$/)).first().waitFor()
  await expectAccessible(shop, 'widget with a file attached')
  await shop.getByRole('button', { name: 'Send', exact: true }).click()
  await shop.getByRole('button', { name: 'Open picture torn seam.png' }).waitFor()

  const { page: desk, faults } = await demo.screen()
  await demo.signIn(desk, 'Dana')
  const offers = desk.locator('section[aria-live=assertive] > div')
  await offers.filter({ hasText: 'Amelia Whitfield' }).getByRole('button', { name: 'Accept' }).click()
  const shown = desk.getByRole('button', { name: 'Open picture torn seam.png' })
  await shown.click()
  await desk.getByRole('dialog', { name: 'Pictures of this conversation' }).waitFor()
  await expectAccessible(desk, 'viewer')
  await desk.keyboard.press('Escape')
  await desk.getByRole('dialog', { name: 'Pictures of this conversation' }).waitFor({ state: 'detached' })

  const paste = async (name: string, type: string, bytes: Buffer, event: 'paste' | 'drop') =>
    await desk.evaluate(
      ([fileName, mime, base64, kind]) => {
        const data = Uint8Array.from(atob(base64 ?? ''), (sign) => sign.charCodeAt(0))
        const transfer = new DataTransfer()
        transfer.items.add(new File([data], fileName ?? '', { type: mime ?? '' }))
        const box = document.querySelector('textarea')
        if (kind === 'paste')
          box?.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
          )
        else
          window.dispatchEvent(
            new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
          )
      },
      [name, type, bytes.toString('base64'), event],
    )
  const composer = desk.getByRole('textbox', { name: /reply/i })
  await composer.waitFor()
  await paste('image.png', 'image/png', await paint('png', { width: 300, height: 200, red: 30 }), 'paste')
  await paste('return label.pdf', 'application/pdf', pdfOf('label'), 'drop')
  await desk.getByRole('button', { name: 'Remove screenshot.png' }).waitFor()
  await desk.getByRole('button', { name: 'Remove return label.pdf' }).waitFor()
  await expectAccessible(desk, 'composer with files')
  await picture(desk, 'console-attaching')
  // A hundred kilobytes of text are no message: they are offered as a file, and nothing is lost.
  await desk.evaluate(() => {
    const transfer = new DataTransfer()
    transfer.setData('text/plain', 'x'.repeat(100_000))
    const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true })
    document.querySelector('textarea')?.dispatchEvent(event)
  })
  await desk.getByText(/What you pasted has 100,000 characters/).waitFor()
  await desk.getByRole('button', { name: 'Attach as text file' }).click()
  await desk.getByRole('button', { name: 'Remove pasted text.txt' }).waitFor()
  await expect.poll(() => desk.getByRole('button', { name: 'Send', exact: true }).isEnabled()).toBe(true)
  await composer.fill('Here is the label')
  await composer.press('Enter')
  await shop.getByText('Here is the label').waitFor({ timeout: 20_000 })
  await shop.getByRole('button', { name: 'Open picture screenshot.png' }).waitFor()
  await shop.getByText('return label.pdf').waitFor()
  await shop.getByText('pasted text.txt').waitFor()
  // The customer's own hundred kilobytes stay in the box, and words say that they are too many.
  await box.fill('y'.repeat(100_000))
  await shop.getByText('96000 characters too many').waitFor()
  expect(await shop.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  await box.press('Enter')
  expect((await box.inputValue()).length).toBe(100_000)
  await box.fill('')
  await picture(shop, 'widget-files')
  await picture(desk, 'console-files')
  expect(faults).toEqual([])
})

test('hostile texts as message, name, file name, page title, address, user agent and note: none of them runs', async () => {
  expect(new Set(all).size).toBe(200)
  // The control: a page that does what ours must not is noticed.
  const control = await demo.screen()
  const trippedByControl = await tripwire(control)
  await control.page.goto(`${demo.url}/demo/`)
  await control.page.evaluate((texts) => {
    for (const text of texts) {
      const place = document.createElement('div')
      place.innerHTML = text
      document.body.append(place)
    }
  }, payloads)
  await expect
    .poll(async () => (await trippedByControl()).length, { timeout: 20_000 })
    .toBeGreaterThan(payloads.length / 10)
  const fired = (await trippedByControl()).length
  await control.context.close()

  const ruth = await Agent.signIn(demo.url, demo.loginOf('Ruth'))
  // No guest may write much more than that at once.
  const size = full ? 40 : 25
  const count = payloads.length / size
  const chunks = Array.from({ length: count }, (_, at) => payloads.slice(at * size, at * size + size))
  const guests = await Promise.all(
    chunks.map(async (chunk, at) => {
      const session = await fetch(`${demo.url}/widget/session`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': (chunk[3] ?? '').replace(/[^\x20-\x7e]/g, ''),
        },
        body: JSON.stringify({
          account: 'northwind-web',
          name: chunk[at]?.slice(0, 120),
          page: `https://shop.example/${chunk[1]}`,
          title: chunk[0],
          referrer: `https://shop.example/?${chunk[2]}`,
        }),
      })
      const { token } = (await session.json()) as { token: string }
      return { guest: await Customer.open(demo.url, { token }), chunk }
    }),
  )
  await Promise.all(
    guests.map(async ({ guest, chunk }) => {
      const named = full ? chunk : chunk.filter((_, at) => at % 4 === 0)
      for (const text of chunk) await sendPatiently(guest, { text })
      for (let first = 0; first < named.length; first += FILES_A_MESSAGE) {
        const files: string[] = []
        for (const text of named.slice(first, first + FILES_A_MESSAGE))
          files.push(await uploadPatiently(guest, text))
        await sendPatiently(guest, { text: 'all of them', files })
      }
      await guest.until((me) => me.texts('customer').includes('all of them'), 30_000)
      for (const text of chunk.slice(0, 10))
        await ruth.call('POST', `/api/threads/${guest.thread}/notes`, { clientId: newId(), text })
    }),
  )

  const desk = await demo.screen()
  const trippedAtDesk = await tripwire(desk)
  await demo.signIn(desk.page, 'Ruth')
  const drawn = new Set<string>()
  for (const { guest } of guests) {
    await desk.page.goto(`${demo.url}/inbox/open/${guest.thread}`)
    const log = desk.page.getByRole('log')
    await log.waitFor()
    await log.getByText('__hit', { exact: false }).first().waitFor()
    // The list draws what is in sight only: all of it has to come by, also what is fetched at its beginning.
    for (let [step, atTop] = [0, 0]; step < 90 && atTop < 5; step += 1) {
      for (const text of await log.locator('p[dir=auto]').allTextContents()) drawn.add(text.trim())
      await log.evaluate((area) => area.scrollBy(0, -500))
      await desk.page.waitForTimeout(50)
      const top = await log.evaluate((area) => area.scrollTop)
      atTop = top === 0 && (await log.getAttribute('aria-busy')) !== 'true' ? atTop + 1 : 0
      if (atTop > 0) await desk.page.waitForTimeout(100)
    }
  }
  expect(await trippedAtDesk()).toEqual([])
  const seen = payloads.filter((payload) => drawn.has(payload.trim())).length
  expect(seen).toBeGreaterThan(payloads.length * 0.95)

  const [visitor] = guests
  const { visits, titles } = await visitWithPayloads(demo.url, desk.page, visitor?.guest as Customer)
  expect(await trippedAtDesk()).toEqual([])
  expect(titles).toBeGreaterThan(visits * 0.9)

  // The same texts as names, companies and cities of customers, in a report of bad rows, in lines and in the labels.
  const report = await importPayloads(demo.url, ruth)
  const [shown] = guests
  const { customer } = await ruth.row(shown?.guest.thread ?? '')
  const places: Record<string, number> = {}
  for (const [path, ready] of [
    ['/customers', '#content tbody tr, #content li a'],
    [`/customers/${customer.id}`, '#content h1'],
    ['/customers/import', '#content li a'],
    [`/customers/imports/${report}`, '#content tbody tr'],
    ['/supervisor/transcripts?count=messages', 'main table'],
    ['/inbox/open', '[role=option]'],
    ['/inbox/mentions', 'main section'],
  ] as const)
    places[path.replace(/[^/]{12,}$/, '…')] = await readThrough(demo.url, desk.page, path, ready)
  await demo.enter(desk.page, 'trainer')
  places['/trainer/queue'] = await readThrough(demo.url, desk.page, '/trainer/queue', '#content li')
  expect(await trippedAtDesk()).toEqual([])
  expect(places['/customers']).toBeGreaterThan(20)
  expect(places['/customers/imports/…']).toBeGreaterThan(20)

  const [first] = guests
  const shop = await demo.screen({ width: 1100 })
  const trippedInShop = await tripwire(shop)
  const session = JSON.stringify({
    visitor: {
      token: first?.guest.token,
      thread: first?.guest.thread,
      expiresAt: Date.now() + 3_600_000,
      identified: false,
    },
  })
  await shop.context.addInitScript(
    (kept) => localStorage.setItem('parley:northwind-web:session', kept),
    session,
  )
  await shop.page.goto(`${demo.url}/demo/`)
  await shop.page.getByRole('button', { name: /open chat/i }).click()
  await shop.page.getByText('__hit', { exact: false }).first().waitFor()
  expect(await trippedInShop()).toEqual([])
  for (const { guest } of guests) guest.close()
  ruth.close()
  console.log(
    JSON.stringify({ test: 'xss', payloads: payloads.length, ran: 0, seen, visits, places, control: fired }),
  )
}, 900_000)
