import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { userModel } from '../../src/agents/user.ts'
import { connectStore } from '../../src/storage/mongo.ts'
import { Customer, guestList } from '../support/people.ts'
import { expectAccessible, longJourney, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

const demo = demoDesk({ name: 'desk', server: 1 })
const guest = guestList()

async function signIn(role: string): Promise<Page> {
  const { page } = await demo.screen()
  await demo.signIn(page, role)
  await page.getByRole('option').first().waitFor()
  return page
}
/** Whether one stands where the other shows it. */
async function isInside(what: Locator, frame: Locator): Promise<boolean> {
  const [inner, outer] = [await what.boundingBox(), await frame.boundingBox()]
  if (!inner || !outer) return false
  return inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height
}
/** Of the rows; the filter panel has lists of its own. */
const names = async (page: Page) => await page.locator('[role=option][id^=row-]').allInnerTexts()

test('a narrowed list stands in the address, survives a reload and a step back, and is saved as a view', async () => {
  const page = await signIn('supervisor')
  await page.goto(`${demo.url}/inbox/open`)
  await page.getByRole('option').first().waitFor()
  const everybody = await names(page)
  await page.keyboard.press('f')
  const panel = page.getByRole('dialog', { name: 'Narrow the list down' })
  await panel.getByText('Chinese', { exact: true }).click()
  await page.waitForURL(/language=zh/)
  const fewer = async () => {
    const { length } = await names(page)
    return length > 0 && length < everybody.length
  }
  await expect.poll(fewer).toBe(true)
  const chinese = await names(page)
  await expectAccessible(page, 'filter panel')
  await panel.getByLabel('Save this list as a view').fill('Chinese, open')
  await page.keyboard.press('Enter')
  const saved = page.getByRole('link', { name: /^Chinese, open/ })
  await saved.waitFor()
  expect(await saved.innerText()).toContain(String(chinese.length))
  await page.reload()
  await expect.poll(async () => (await names(page)).length).toBe(chinese.length)
  await page.getByRole('button', { name: 'Clear all' }).click()
  await expect.poll(async () => (await names(page)).length).toBe(everybody.length)
  await page.goBack()
  await expect.poll(async () => (await names(page)).length).toBe(chinese.length)
  await picture(page, 'list-narrowed')
})

test('the list stays where it is while others write, and goes with a choice', async () => {
  const writes = async (name: string) => {
    const visitor = guest(await Customer.open(demo.url, { name }))
    await visitor.say('hello')
    return visitor.thread
  }
  const thread = await writes('Chosen one')
  const { page } = await demo.screen({ height: 520 })
  await demo.signIn(page, 'Ruth', `/inbox/open/${thread}`)
  const chosen = page.locator('[role=option][id^="row-"][aria-selected=true]')
  await chosen.getByText('Chosen one').waitFor()
  const rows = page.locator('[role=listbox]:has([id^="row-"])')
  const scrolled = async () => await rows.evaluate(({ scrollTop }) => scrollTop)
  for (let number = 1; number <= 7; number++) await writes(`Passer-by ${number}`)
  for (let place = 1; place <= 5; place++)
    await page.locator(`[role=option][aria-posinset="${place}"]`, { hasText: 'Passer-by' }).waitFor()
  expect(await scrolled()).toBe(0)
  await rows.press('End')
  await chosen.waitFor()
  expect(await scrolled()).toBeGreaterThan(0)
})

longJourney(
  'a reply without an answer is not sent within 8 s, waits for the connection that was going, and is there once',
  async () => {
    const customer = guest(await Customer.open(demo.url, { name: 'Patient' }))
    await customer.say('hello')
    const { page } = await demo.screen()
    await demo.signIn(page, 'Ruth', `/inbox/open/${customer.thread}`)
    await page.getByRole('log').getByText('hello').first().waitFor()
    await page.keyboard.press('c')
    await page.getByRole('button', { name: 'Wrap up' }).waitFor()
    // A network that swallows what is asked: nothing is refused, and nothing is answered.
    await page.route('**/replies', () => undefined)
    const box = page.getByRole('textbox', { name: /reply/i })
    await box.fill('I am looking it up')
    await box.press('Enter')
    const log = page.getByRole('log')
    await log.getByText('Not sent').waitFor({ timeout: 8000 })
    await page.context().setOffline(true)
    await log.getByText('Waiting for connection').waitFor()
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.context().setOffline(false)
    await customer.until((me) => me.texts('agent').includes('I am looking it up'), 20_000)
    await log.getByText('Waiting for connection').waitFor({ state: 'detached' })
    expect(customer.texts('agent')).toEqual(['I am looking it up'])
  },
)

longJourney('a key is changed and used; the old one does nothing; another device has it too', async () => {
  const page = await signIn('supervisor')
  await page.goto(`${demo.url}/me/keyboard`)
  const key = page.getByRole('button', { name: /^Filter and search the list:/ })
  await key.click()
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/api/me/preferences') && answer.ok())
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Filter and search the list: X. Press to change' }).waitFor()
  await picture(page, 'me-keyboard')
  await saved
  const other = await signIn('supervisor')
  const panel = other.getByRole('dialog', { name: 'Narrow the list down' })
  const filter = other.locator('button[aria-keyshortcuts="x"]')
  await filter.hover()
  const tip = other.getByRole('tooltip')
  await tip.getByText('Filter').waitFor()
  expect(await tip.innerText()).toContain('X')
  await other.keyboard.press('f')
  await tip.waitFor({ state: 'detached' })
  expect(await panel.count()).toBe(0)
  await other.keyboard.press('x')
  await panel.waitFor()
})

test('a tab that was cut off in the middle of a thread catches up once, and keeps its place', async () => {
  const customer = guest(await Customer.open(demo.url, { name: 'Cut Off' }))
  for (let n = 1; n <= 30; n++) await customer.say(`before ${n}`)
  const page = await signIn('supervisor')
  await page.goto(`${demo.url}/inbox/open`)
  await page.getByRole('option', { name: /Cut Off/ }).click()
  const log = page.getByRole('log')
  await log.getByText('before 30', { exact: true }).first().waitFor()
  await log.hover()
  await page.mouse.wheel(0, -900)
  await page.getByRole('button', { name: 'Go to the newest message' }).waitFor()
  const top = () => log.evaluate((element) => element.scrollTop)
  const place = await top()
  await page.context().setOffline(true)
  await page.getByText('Reconnecting').waitFor({ timeout: 20_000 })
  for (let n = 1; n <= 5; n++) await customer.say(`meanwhile ${n}`)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: /new message/ }).waitFor({ timeout: 20_000 })
  expect(Math.abs((await top()) - place)).toBeLessThan(4)
  // What came meanwhile begins under a line, and a key goes there.
  const line = log.getByText('New messages', { exact: true })
  const goThere = async () => {
    // Two keys in a row: on a busy machine the first may have been forgotten when the second comes.
    await page.keyboard.press('g')
    await page.keyboard.press('n')
    return (await line.isVisible()) && (await isInside(line, log))
  }
  await expect.poll(goThere).toBe(true)
  await log.getByText('meanwhile 1', { exact: true }).first().waitFor()
  const toEnd = page.getByRole('button', { name: /new message|newest message/ })
  if (await toEnd.isVisible()) await toEnd.click()
  await log.getByText('meanwhile 5', { exact: true }).first().waitFor()
  // Messages only: the brief for whoever takes it over may quote one of them.
  const words = await log.locator('p[dir=auto]', { hasText: /^meanwhile \d$/ }).allInnerTexts()
  expect(words).toEqual([1, 2, 3, 4, 5].map((n) => `meanwhile ${n}`))
})

test('rights that are taken away leave the screen at once, in words, and the draft stays', async () => {
  const page = await signIn('supervisor')
  await page.goto(`${demo.url}/inbox/waiting`)
  await page.getByRole('option').first().click()
  await page.getByRole('log').waitFor()
  await page.keyboard.press('n')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await page.keyboard.type('half a thought')
  const connection = await connectStore({ uri: demo.stack.mongodbUri, appName: 'test' })
  const email = demo.loginOf('supervisor').email
  await userModel(connection).updateOne({ email }, { $set: { role: 'agent', queues: [] } })
  await connection.close()
  await page.getByText('Your rights were changed').waitFor({ timeout: 20_000 })
  await page.getByRole('alert').getByText('What you had written is kept').waitFor()
  expect(await page.getByRole('alert').locator('textarea').inputValue()).toBe('half a thought')
  await page.getByText('Nobody is waiting').waitFor()
  await picture(page, 'rights-taken')
})
