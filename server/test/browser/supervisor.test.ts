import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { Customer, guestList } from '../support/people.ts'
import { launchBrowser, openScreen } from './browser.ts'

let stack: Stack
let browser: Browser
let url: string
let login: { email: string; password: string } | undefined

beforeAll(async () => {
  stack = await startStack({
    name: 'supervisor',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test' },
  })
  url = stack.urls[0] ?? ''
  const logins: { role: string; email: string; password: string }[] = JSON.parse(
    await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'),
  )
  login = logins.find((one) => one.role === 'supervisor')
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})
const guests = guestList()

async function signIn(page: Page, path: string): Promise<void> {
  await page.goto(`${url}/sign-in?return=${encodeURIComponent(path)}`)
  await page
    .locator('input[type=email], input[name=email]')
    .first()
    .fill(login?.email ?? '')
  await page.locator('input[type=password]').fill(login?.password ?? '')
  await page.keyboard.press('Enter')
  await page.waitForURL(`**${path}*`)
}

const numberIn = (text: string | null) => Number((text ?? '').replaceAll(/[^\d]/g, ''))
const waitingTile = (page: Page) => page.getByRole('link', { name: /^Waiting now/ })
const waiting = async (page: Page) => numberIn(await waitingTile(page).locator('[data-number]').textContent())

test('a number changes while a supervisor looks, and leads to as many lines', async () => {
  const { context, page, faults } = await openScreen(browser)
  await signIn(page, '/supervisor')
  await waitingTile(page).waitFor()
  const before = await waiting(page)
  const customer = guests(await Customer.open(url))
  await customer.say('I want to talk to a person')
  await expect.poll(async () => await waiting(page), { timeout: 15_000 }).toBe(before + 1)

  await waitingTile(page).click()
  await page.getByRole('heading', { name: `${before + 1} conversations waiting now` }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(before + 1)

  // A point of the chart, reached by keys: its name says the number, its list has as many lines.
  await page.goto(`${url}/supervisor?period=7d`)
  const chart = page.getByRole('navigation', { name: /^Mood of customer messages/ })
  const point = chart.locator('a[tabindex="0"]')
  await point.focus()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  const focused = chart.locator('a:focus')
  const said = /Neutral ([\d,]+)/.exec((await focused.getAttribute('aria-label')) ?? '')?.[1]
  await page.keyboard.press('Enter')
  await page.waitForURL('**/supervisor/transcripts?*mood=neutral*')
  const heading = page.getByRole('heading', { name: /\d+ messages?$/ })
  await heading.waitFor()
  expect(numberIn(await heading.textContent())).toBe(numberIn(said ?? ''))
  expect(await page.locator('tbody tr').count()).toBe(Math.min(50, numberIn(said ?? '')))

  // A line opens its conversation.
  await page.locator('tbody a').first().click()
  await page.waitForURL('**/inbox/**')
  await page.getByRole('log').waitFor()
  expect(faults).toEqual([])
  await context.close()
})
