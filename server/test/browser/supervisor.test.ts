import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Customer, guestList } from '../support/people.ts'
import { demoDesk } from './demo-desk.ts'

const demo = demoDesk({ name: 'supervisor', server: 1 })
const guests = guestList()

const numberIn = (text: string | null) => Number((text ?? '').replaceAll(/[^\d]/g, ''))
const waitingTile = (page: Page) => page.getByRole('link', { name: /^Waiting now/ })
const waiting = async (page: Page) => numberIn(await waitingTile(page).locator('[data-number]').textContent())

test('days are those of the zone that a person chose; what cannot be loaded can be tried again', async () => {
  const { page } = await demo.screen()
  await demo.enter(page, 'supervisor')
  const change = async (timeZone: string | null) =>
    await page.request.patch(`${demo.url}/api/me/preferences`, {
      data: { timeZone },
      headers: { origin: demo.url },
    })
  await change('Asia/Kathmandu')
  const asked = page.waitForRequest((request) => request.url().includes('timeZone=Asia%2FKathmandu'))
  let away = true
  await page.route('**/api/insights/mood*', async (route) => {
    // Refused, not out of reach: the console does not try that again by itself.
    if (away) await route.fulfill({ status: 400, json: { error: { code: 'invalid_request', message: '' } } })
    else await route.continue()
  })
  await page.goto(`${demo.url}/supervisor/sentiment?period=7d`)
  await asked
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  away = false
  await again.press('Enter')
  await page
    .getByRole('navigation', { name: /^Mood of customers/ })
    .or(page.getByText('Mean mood'))
    .first()
    .waitFor()
  await change(null)
})

test('a number changes while a supervisor looks, and leads to as many lines', async () => {
  const { page } = await demo.screen()
  await demo.signIn(page, 'supervisor', '/supervisor')
  await waitingTile(page).waitFor()
  const before = await waiting(page)
  const customer = guests(await Customer.open(demo.url))
  await customer.say('I want to talk to a person')
  await expect.poll(async () => await waiting(page), { timeout: 15_000 }).toBe(before + 1)

  await waitingTile(page).click()
  await page.getByRole('heading', { name: `${before + 1} conversations waiting now` }).waitFor()
  expect(await page.locator('tbody tr').count()).toBe(before + 1)

  // A point of the chart, reached by keys: its name says the number, its list has as many lines.
  await page.goto(`${demo.url}/supervisor?period=7d`)
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
})
