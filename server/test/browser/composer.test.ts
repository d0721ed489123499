import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { Agent, Customer, guestList } from '../support/people.ts'
import { expectAccessible, longJourney, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

const demo = demoDesk({ name: 'composer', server: 1, settings: { PARLEY_OFFER_SECONDS: '60' } })
const keep = guestList()

/** A customer who waits for a person. */
async function waiting(words: string): Promise<Customer> {
  const customer = keep(await Customer.open(demo.url, { name: 'Nora Field' }))
  await customer.say('a human please')
  await customer.until((me) => me.notices().includes('handoff_requested'))
  await customer.say(words)
  return customer
}

const inTheBox = async (page: Page) =>
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')

/** Picks the customer's conversation in the list and takes it, by keys. */
async function take(page: Page, thread: string): Promise<void> {
  await page.goto(`${demo.url}/inbox/waiting`)
  await page.locator(`[role=option][id$="${thread}"]`).waitFor()
  const picked = page.locator('[role=option][id^="row-"][aria-selected=true]')
  const isPicked = async () => (await picked.getAttribute('id'))?.endsWith(thread) ?? false
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('j')
    await picked.waitFor()
    if (await isPicked()) break
  }
  await page.keyboard.press('Enter')
  await page.waitForURL(`**/inbox/waiting/${thread}`)
  await page.getByRole('log').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('button', { name: 'Wrap up' }).waitFor()
}

test('canned reply, second thoughts, note to a colleague, transfer and wrap-up without a mouse', async () => {
  const { page } = await demo.screen()
  await demo.signIn(page, 'Dana')
  const ruth = keep(await Agent.signIn(demo.url, demo.loginOf('Ruth')))
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
  const inTheForm = async () =>
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
  await page.keyboard.press('t')
  await inTheForm()
  // Second thoughts: the form goes, the conversation stays.
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('log').waitFor()
  await page.keyboard.press('t')
  await inTheForm()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Claim' }).waitFor()
  // Whoever gives it away has said their last word first; what was taken back was never seen.
  await nora.until((me) => me.texts('agent').length === 1)
  expect(nora.texts('agent')[0]).toContain('€20 is on its way, Nora')
  expect(nora.texts('agent')[0]).toContain('Write again')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('c')
  const wrapUp = page.getByRole('button', { name: 'Wrap up' })
  await wrapUp.waitFor()
  await page.keyboard.press('e')
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
  await page.keyboard.press('Enter')
  await wrapUp.waitFor({ state: 'hidden' })
})

test('on a phone a conversation is picked, taken, answered and ended; the list says who looks at it', async () => {
  const { page } = await demo.screen({ width: 390, height: 844 })
  const ruth = keep(await Agent.signIn(demo.url, demo.loginOf('Ruth')))
  const nora = await waiting('Do the boots run small?')
  await demo.signIn(page, 'Dana', '/inbox/waiting')
  const row = page.locator(`[role=option][id$="${nora.thread}"]`)
  await row.waitFor()
  await ruth.open(nora.thread)
  await row.getByLabel('Ruth Adeyemi is looking at this').waitFor()
  await row.tap().catch(async () => await row.click())
  await page.getByRole('log').waitFor()
  await page
    .getByRole('button', { name: /^(Claim|Accept)$/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Wrap up' }).waitFor()
  await page.getByRole('textbox', { name: /reply/i }).fill('They do, take one size up.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await nora.until((me) => me.texts('agent').includes('They do, take one size up.'), 15_000)
  await expectAccessible(page, 'conversation on a phone')
  await page.getByRole('button', { name: 'Wrap up' }).click()
  await page.getByRole('dialog').getByRole('button').last().click()
  await page.getByRole('button', { name: 'Wrap up' }).waitFor({ state: 'hidden' })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test('an input method chooses words with Enter: nothing is sent and no list is chosen from', async () => {
  const { page } = await demo.screen()
  await demo.signIn(page, 'Dana')
  const nora = await waiting('你好')
  await take(page, nora.thread)
  // A colleague who looks, writes and goes is seen to do so.
  const ruth = keep(await Agent.signIn(demo.url, demo.loginOf('Ruth')))
  await ruth.open(nora.thread)
  const seen = page.locator('header').getByRole('img', { name: 'Ruth Adeyemi is looking at this' })
  await seen.waitFor()
  ruth.socket.emit('typing', { thread: nora.thread, on: true })
  await page.getByText('Ruth Adeyemi is typing').waitFor()
  ruth.close()
  await seen.waitFor({ state: 'detached' })
  const box = page.locator('textarea').first()
  await page.keyboard.press('r')
  await inTheBox(page)
  const client = await page.context().newCDPSession(page)
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
  const other = await page.context().newPage()
  await other.goto(`${demo.url}/inbox/mine/${nora.thread}`)
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
})

longJourney(
  'a step that is refused keeps its words; what was done is taken back by a key, and ended again',
  async () => {
    const { page } = await demo.screen()
    await demo.signIn(page, 'Dana')
    const nora = await waiting('is it here yet?')
    await take(page, nora.thread)
    // The customer writes while the wish is on its way.
    let held = 0
    await page.route('**/wrap-up', async (route) => {
      held += 1
      if (held === 1) {
        await nora.say('wait, one more thing')
        await page.getByRole('log').getByText('wait, one more thing').waitFor()
      }
      await route.continue()
    })
    await page.keyboard.press('e')
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
    const form = page.getByRole('dialog', { name: 'Wrap up' })
    const note = form.getByRole('textbox')
    await note.fill('will call back on Monday')
    await page.keyboard.press('Enter')
    await form.getByRole('alert').getByText('The customer has written again').waitFor()
    await expectAccessible(page, 'refused form')
    await picture(page, 'form-refused')
    expect(await note.inputValue()).toBe('will call back on Monday')
    await page.keyboard.press('Enter')
    await page.getByText('The conversation with Nora Field is closed.').waitFor()
    expect(held).toBe(2)
    await form.waitFor({ state: 'detached' })
    await picture(page, 'done-undo')
    await page.keyboard.press('z')
    await page.getByText('is as it was').waitFor()
    await page.getByRole('button', { name: 'Wrap up' }).waitFor()
    await page.getByRole('log').getByText('took that back').waitFor()
    await nora.until((me) => me.state?.agent?.name === 'Dana Ivers')
    expect(nora.state).toMatchObject({ status: 'open', rating: 'none' })
    // Ended for good, it can still be opened again.
    await page.keyboard.press('e')
    await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'radio')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Open again' }).click()
    await page.getByRole('button', { name: 'Wrap up' }).waitFor()
  },
)
