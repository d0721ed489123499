import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { picture as drawn, pdfOf } from '../support/sample-files.ts'
import { expectAccessible, launchBrowser, openScreen, picture, type Screen } from './browser.ts'

let stack: Stack
let browser: Browser
let url: string
let logins: { name: string; email: string; password: string }[]
const screens: Screen[] = []

beforeAll(async () => {
  stack = await startStack({
    name: 'browser-files',
    web: 1,
    worker: 1,
    seed: seedInstall,
    settings: { NODE_ENV: 'test', PARLEY_OFFER_SECONDS: '60' },
  })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})
afterEach(async () => {
  for (const screen of screens.splice(0)) await screen.context.close()
})

async function screen(options: Parameters<typeof openScreen>[1] = {}): Promise<Screen> {
  const opened = await openScreen(browser, options)
  screens.push(opened)
  return opened
}
const loginOf = (name: string) =>
  logins.find((one) => one.name.startsWith(name)) ?? { email: '', password: '' }

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${url}/`)
  await page.getByLabel('E-mail').fill(loginOf(name).email)
  await page.getByLabel('Password', { exact: true }).fill(loginOf(name).password)
  await page.keyboard.press('Enter')
  await page.getByText('Waiting').first().waitFor()
}

test('a picture from the chat is seen at the desk; a pasted picture and a dropped file are seen in the chat', async () => {
  const shop = (await screen({ width: 1100 })).page
  await shop.goto(`${url}/demo/`)
  const identity = shop.waitForResponse((response) => response.url().includes('/demo/identity/'))
  await shop.getByLabel('Shop as').selectOption('amelia')
  await identity
  await shop.getByRole('button', { name: /open chat/i }).click()
  const box = shop.getByPlaceholder('Write a message…')
  await box.fill('I want to talk to a person')
  await box.press('Enter')
  await shop.getByText('You asked for a person').waitFor()
  const buffer = await drawn('png', { width: 600, height: 400 })
  await shop
    .locator('input[type=file]')
    .setInputFiles({ name: 'torn seam.png', mimeType: 'image/png', buffer })
  await shop.getByRole('button', { name: 'Remove torn seam.png' }).waitFor()
  // Kept over a reload while it is not sent.
  await shop.getByText('kB', { exact: false }).or(shop.getByText(/\d B$/)).first().waitFor()
  await expectAccessible(shop, 'widget with a file attached')
  await shop.getByRole('button', { name: 'Send', exact: true }).click()
  await shop.getByRole('button', { name: 'Open picture torn seam.png' }).waitFor()

  const { page: desk, faults } = await screen()
  await signIn(desk, 'Dana')
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
  await paste('image.png', 'image/png', await drawn('png', { width: 300, height: 200, red: 30 }), 'paste')
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
  await picture(shop, 'widget-files')
  await picture(desk, 'console-files')
  expect(faults).toEqual([])
})
