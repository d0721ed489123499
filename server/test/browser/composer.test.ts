import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { Agent, Customer, guestList } from '../support/people.ts'
import { expectAccessible, launchBrowser, openScreen, picture } from './browser.ts'

let stack: Stack
let browser: Browser
let url: string
let logins: { name: string; email: string; password: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'composer',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
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

const loginOf = (name: string) => {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return login
}

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${url}/`)
  await page.getByLabel('E-mail').fill(loginOf(name).email)
  await page.getByLabel('Password', { exact: true }).fill(loginOf(name).password)
  await page.keyboard.press('Enter')
  await page.getByText('Waiting').first().waitFor()
}

/** A customer who waits for a person. */
async function waiting(words: string): Promise<Customer> {
  const customer = keep(await Customer.open(url, { name: 'Nora Field' }))
  await customer.say('a human please')
  await customer.until((me) => me.notices().includes('handoff_requested'))
  await customer.say(words)
  return customer
}

const inTheBox = async (page: Page) =>
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')

/** Opens the customer's conversation and takes it, by keys. */
async function take(page: Page, thread: string): Promise<void> {
  await page.goto(`${url}/inbox/waiting/${thread}`)
  await page.getByRole('log').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('button', { name: 'Wrap up' }).waitFor()
}

test('canned reply, second thoughts, note to a colleague, transfer and wrap-up without a mouse', async () => {
  const { context, page, faults } = await openScreen(browser)
  await signIn(page, 'Dana')
  const ruth = keep(await Agent.signIn(url, loginOf('Ruth')))
  const mentions: { thread: string; by: { name: string } }[] = []
  ruth.socket.on('mention', (event) => mentions.push(event))
  const nora = await waiting('I sent the boots back last week, where is my refund?')
  await take(page, nora.thread)
  const box = page.locator('textarea').first()
  await page.keyboard.press('r')
  await inTheBox(page)
  await page.getByRole('region', { name: 'Suggested answers' }).waitFor()
  await expectAccessible(page, 'suggestions')
  await picture(page, 'composer-suggestions')
  await page.keyboard.press('Tab')
  expect((await box.inputValue()).length).toBeGreaterThan(40)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Backspace')

  await page.keyboard.type('/refam')
  await page.getByRole('option', { name: /Refund confirmed/ }).waitFor()
  await expectAccessible(page, 'canned replies')
  await picture(page, 'composer-canned')
  await page.keyboard.press('Enter')
  await expect.poll(() => box.inputValue()).toContain('The refund of {{amount}} is on its way, Nora.')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('{{amount}}').waitFor()
  await expectAccessible(page, 'open variable')
  await picture(page, 'composer-variable')
  // Not sent: the open variable is chosen, and typing fills it.
  await expect
    .poll(() =>
      box.evaluate((one: HTMLTextAreaElement) => one.value.slice(one.selectionStart, one.selectionEnd)),
    )
    .toBe('{{amount}}')
  await page.keyboard.type('€20')
  await page.keyboard.press('Enter')
  await page.getByText(/Sending in \d s/).waitFor()
  await picture(page, 'composer-held')
  expect(await box.inputValue()).toBe('')
  await page.keyboard.press('Control+z')
  await expect.poll(() => box.inputValue()).toContain('The refund of €20')
  await inTheBox(page)
  await page.keyboard.press('End')
  await page.keyboard.type(' Write again if it does not.')
  await page.keyboard.press('Enter')

  await page.keyboard.press('Escape')
  // What follows the key at once is text: no letter of it is a command.
  await page.keyboard.type('nPlease check this, @mei')
  // Mei does not work in this queue: she is shown as somebody who would not be told.
  await page.getByRole('option', { name: /Mei Chen/, disabled: true }).waitFor()
  for (const _letter of 'mei') await page.keyboard.press('Backspace')
  await page.keyboard.type('ruth')
  await page.getByRole('option', { name: /Ruth Adeyemi/ }).waitFor()
  await expectAccessible(page, 'mention')
  await picture(page, 'composer-mention')
  await page.keyboard.press('Enter')
  await page.keyboard.type('today')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('@Ruth Adeyemi').waitFor()
  await expect
    .poll(() => mentions)
    .toEqual([
      { thread: nora.thread, seq: expect.any(Number), by: { id: 'u_demo_dana', name: 'Dana Ivers' } },
    ])
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Claim' }).waitFor()
  // Whoever gives it away has said their last word first; what was taken back was never seen.
  await nora.until((me) => me.texts('agent').length === 1)
  expect(nora.texts('agent')[0]).toContain('€20 is on its way, Nora')
  expect(nora.texts('agent')[0]).toContain('Write again')
  await page.keyboard.press('c')
  const wrapUp = page.getByRole('button', { name: 'Wrap up' })
  await wrapUp.waitFor()
  await page.keyboard.press('e')
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
  await page.keyboard.press('Enter')
  await wrapUp.waitFor({ state: 'hidden' })
  expect(faults).toEqual([])
  await context.close()
})

test('an input method chooses words with Enter: nothing is sent and no list is chosen from', async () => {
  const { context, page, faults } = await openScreen(browser)
  await signIn(page, 'Dana')
  const nora = await waiting('你好')
  await take(page, nora.thread)
  const box = page.locator('textarea').first()
  await page.keyboard.press('r')
  await inTheBox(page)
  const client = await context.newCDPSession(page)
  const compose = async (text: string) =>
    await client.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  // A key as an input method passes it on: pressed, but no character.
  const press = async (key: string, windowsVirtualKeyCode: number) =>
    await client.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode })
  await compose('nin hao')
  await press('Enter', 13)
  expect(await box.inputValue()).toContain('nin hao')
  await client.send('Input.insertText', { text: '您好' })
  expect(await box.inputValue()).toBe('您好')
  await page.keyboard.type(' /')
  await page.getByRole('option').first().waitFor()
  await compose('tui')
  await press('Enter', 13)
  await press('ArrowDown', 40)
  await client.send('Input.insertText', { text: '退款' })
  await page.getByRole('option', { name: /退款/ }).first().waitFor()
  await inTheBox(page)
  expect(await box.inputValue()).toBe('您好 /退款')

  // Another screen of the same person has the draft; what it writes is shown here.
  const other = await context.newPage()
  await other.goto(`${url}/inbox/mine/${nora.thread}`)
  const there = other.locator('textarea').first()
  await expect.poll(() => there.inputValue(), { timeout: 8000 }).toBe('您好 /退款')
  await there.fill('written on the other screen')
  await expect.poll(() => box.inputValue(), { timeout: 8000 }).toBe('written on the other screen')
  await there.press('Enter')
  await page.getByText(/Sending in \d s/).waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await other.getByText(/Sending in/).waitFor({ state: 'hidden' })
  await expect.poll(() => there.inputValue(), { timeout: 8000 }).toBe('written on the other screen')
  expect(nora.texts('agent')).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})
