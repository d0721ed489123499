import type { Page } from 'playwright-core'
import { expect, test, vi } from 'vitest'
import type { CustomerProfile, WidgetAccount } from '../../src/contract/index.ts'
import { Agent, Customer, guestList, newId } from '../support/people.ts'
import { picture as imageOf } from '../support/sample-files.ts'
import { longJourney } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

// Two people at one thing, a tab that slept, a visitor who comes back: what each of them sees afterwards.

const HELD_MS = 3000
const NUDGE = 'Shall I help you choose?'

const demo = demoDesk({ name: 'second-desk', server: 1, settings: { PARLEY_OFFER_SECONDS: '60' } })
const keep = guestList()

const agent = async (name: string) => keep(await Agent.signIn(demo.url, demo.loginOf(name)))
const visitor = async (session: object = { name: 'Guest' }) => keep(await Customer.open(demo.url, session))

/** A conversation that a supervisor has taken from the bot. */
async function taken(by: Agent, name = 'Guest'): Promise<Customer> {
  const guest = await visitor({ name })
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  expect((await by.act(guest.thread, 'claim')).status).toBe(200)
  return guest
}

/** Cuts the live connections of a page and lets none come up until it wakes. Before the page's first address. */
async function sleeper(page: Page) {
  await page.addInitScript(() => {
    const nap = { asleep: false, sockets: new Set<WebSocket>() }
    const Real = window.WebSocket
    window.WebSocket = class extends Real {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(nap.asleep ? String(address).replace('/socket.io/', '/nowhere/') : address, protocols)
        nap.sockets.add(this)
      }
    }
    Object.assign(window, { nap })
  })
  const set = async (asleep: boolean) =>
    await page.evaluate((to) => {
      const { nap } = window as unknown as { nap: { asleep: boolean; sockets: Set<WebSocket> } }
      nap.asleep = to
      if (to) for (const socket of nap.sockets) socket.close()
      nap.sockets.clear()
    }, asleep)
  return { sleep: async () => await set(true), wake: async () => await set(false) }
}

const inLog = async (page: Page, words: string) => await page.locator('[role=log]').getByText(words).waitFor()
const list = async (page: Page) =>
  await page
    .locator('[role=option]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).innerText.split('\n')[0]))
const said = async (page: Page) =>
  await page
    .locator('[role=log] article')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))

test('a tab that slept has, once awake, the list and the conversation that a fresh one has', async () => {
  const ruth = await agent('Ruth')
  const guest = await taken(ruth)
  const desk = await demo.screen()
  const { page } = desk
  const nap = await sleeper(page)
  await demo.signIn(page, 'Ruth', `/inbox/open/${guest.thread}`)
  await page.locator('[role=log] article').last().waitFor()
  await nap.sleep()
  await page.getByText('No connection').waitFor()
  for (const text of ['are you there', 'the parcel is still not here', 'hello again']) await guest.say(text)
  const other = await visitor({ name: 'Newcomer' })
  await other.say('hello')
  await other.until((me) => me.texts('bot').length > 0)
  expect((await ruth.reply(guest.thread, 'I am looking', { seenSeq: 99 })).status).toBe(202)
  await guest.until((me) => me.texts('agent').includes('I am looking'))
  await nap.wake()
  await inLog(page, 'I am looking')
  const fresh = await desk.context.newPage()
  await fresh.goto(`${demo.url}/inbox/open/${guest.thread}`)
  await inLog(fresh, 'I am looking')
  await fresh.locator('[role=option]', { hasText: 'Newcomer' }).waitFor()
  // Both draw their rows a few at a time.
  await vi.waitFor(async () => expect(await list(page)).toEqual(await list(fresh)), { timeout: 8000 })
  await vi.waitFor(async () => expect(await said(page)).toEqual(await said(fresh)), { timeout: 8000 })
  expect(await page.title()).toContain('Guest · Inbox')

  // Slept for so long that the session is over: words say so.
  await nap.sleep()
  await page.getByText('No connection').waitFor()
  await fresh.close()
  await desk.context.request.delete(`${demo.url}/api/session`, { headers: { origin: demo.url } })
  await nap.wake()
  await page.getByText('You were signed out.').waitFor()
})

test('two people edit one record: what one did not see is not overwritten; a new name is everywhere at once', async () => {
  const [ruth, dana] = [await agent('Ruth'), await agent('Dana')]
  const guest = await taken(ruth, 'Gest')
  const { page } = await demo.screen()
  await demo.signIn(page, 'Ruth', `/inbox/open/${guest.thread}`)
  const row = page.locator('[role=option][aria-selected=true]')
  await row.getByText('Gest', { exact: true }).waitFor()
  const { customer } = await ruth.row(guest.thread)
  const edit = async (who: Agent, changes: object) =>
    await who.call<CustomerProfile>('PATCH', `/api/customers/${customer.id}`, { changes })
  const first = await edit(dana, {
    name: { from: 'Gest', to: 'Grace Hopper' },
    city: { from: '', to: 'Turin' },
  })
  expect([first.status, first.body.name]).toEqual([200, 'Grace Hopper'])
  const stale = await edit(ruth, {
    name: { from: 'Gest', to: 'Guest' },
    phone: { from: '', to: '+39 011 555 0100' },
  })
  expect([stale.status, stale.body.error]).toMatchObject([
    409,
    { code: 'changed_meanwhile', details: { conflicts: [{ field: 'name', now: 'Grace Hopper' }] } },
  ])
  // All of an edit or none; what nobody else touched is no conflict.
  expect((await edit(ruth, { phone: { from: '', to: '+39 011 555 0100' } })).body).toMatchObject({
    name: 'Grace Hopper',
    city: 'Turin',
  })
  await row.getByText('Grace Hopper').waitFor()
  await page.locator('main header').getByText('Grace Hopper').waitFor()
  await page.getByText('Dana Ivers changed the record: the customer is Grace Hopper').waitFor()
  expect(await page.title()).toContain('Grace Hopper · Inbox')
  expect((await ruth.row(guest.thread)).customer.name).toBe('Grace Hopper')
  // To write, one must still have the conversation as it was seen.
  const { epoch } = await ruth.row(guest.thread)
  expect((await ruth.act(guest.thread, 'hand-back')).status).toBe(200)
  const late = await ruth.call('POST', `/api/threads/${guest.thread}/spam`, { epoch })
  expect([late.status, late.body.error?.code]).toEqual([409, 'already_taken'])
})

test('two agents claim in the same moment: one has it, the other is told who', async () => {
  const guest = await visitor({ name: 'Raced For' })
  await guest.say('a human please')
  await guest.until((me) => me.notices().includes('handoff_requested'))
  const [tom, dana] = [(await demo.screen()).page, (await demo.screen()).page]
  const names = new Map([
    [tom, 'Tom'],
    [dana, 'Dana'],
  ])
  // Both have pressed before either is heard: neither can know of the other.
  let pressed = 0
  for (const [page, name] of names) {
    await demo.signIn(page, name, `/inbox/waiting/${guest.thread}`)
    await page
      .getByRole('button', { name: /^(Claim|Accept)$/ })
      .first()
      .waitFor()
    await page.route(/\/api\/threads\/[^/]+\/(claim|accept)$/, async (route) => {
      pressed += 1
      await expect.poll(() => pressed).toBe(2)
      await route.continue()
    })
  }
  await Promise.all([tom.keyboard.press('c'), dana.keyboard.press('c')])
  // Each screen shows its own press at once, so what they show is only asked when both were heard.
  await expect.poll(() => pressed).toBe(2)
  const wrapUp = (page: Page) => page.getByRole('button', { name: 'Wrap up' })
  await expect.poll(async () => (await wrapUp(tom).count()) + (await wrapUp(dana).count())).toBe(1)
  const [winner, loser] = (await wrapUp(tom).count()) === 1 ? [tom, dana] : [dana, tom]
  // Whoever was offered it and whoever claimed it read other words; both are told who has it.
  await loser
    .getByRole('alert')
    .filter({ hasText: names.get(winner) ?? '' })
    .first()
    .waitFor()
  // The log says so once, on both screens.
  for (const page of [winner, loser]) {
    const lines = page.getByRole('log').getByText(/(accepted|claimed|took)/)
    await expect.poll(async () => await lines.count()).toBe(1)
    expect(await lines.first().innerText()).toContain(names.get(winner))
  }
  expect(await wrapUp(loser).count()).toBe(0)
})

longJourney('spam by key, taken back from where it is found; a mention opens at its note', async () => {
  const ruth = await agent('Ruth')
  const guest = await taken(ruth, 'Spammer')
  const { page } = await demo.screen()
  await demo.signIn(page, 'Ruth', `/inbox/open/${guest.thread}`)
  await page.locator('[role=log] article').last().waitFor()
  await page.keyboard.press('!')
  await page.getByText('The conversation with Spammer is spam now.').waitFor()
  await page.locator('nav').getByRole('link', { name: 'Spam' }).click()
  await page.locator('[role=option]', { hasText: 'Spammer' }).click()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Not spam' }).click()
  await page.getByText('The conversation with Spammer is open again.').waitFor()
  expect(await ruth.row(guest.thread)).toMatchObject({ status: 'open', agent: { name: 'Ruth Adeyemi' } })

  // Not in the conversation any more: what stands before one's eyes is seen at once.
  await page.locator('nav').getByRole('link', { name: 'Closed' }).click()
  await page.getByText('Choose a conversation').waitFor()
  const dana = await agent('Dana')
  const note = { clientId: newId(), text: '@Ruth Adeyemi look at this', mentions: [ruth.id] }
  expect((await dana.call('POST', `/api/threads/${guest.thread}/notes`, note)).status).toBe(200)
  await page.locator('nav').getByRole('link', { name: 'Mentions 1' }).click()
  await page.getByRole('main').getByText('look at this').first().waitFor()
  await page.keyboard.press('j')
  await page.locator('[role=log]').getByText('look at this').waitFor()
  await page.locator('nav').getByRole('link', { name: 'Mentions', exact: true }).waitFor()
})

longJourney(
  'a customer is blocked by command and not after all by a key; what nobody read can be labelled; a link leads to its message',
  async () => {
    const ruth = await agent('Ruth')
    const guest = await taken(ruth, 'Blocked Bob')
    for (let index = 0; index < 24; index++)
      await ruth.call('POST', `/api/threads/${guest.thread}/notes`, {
        clientId: newId(),
        text: `note ${index}`,
      })
    const { page } = await demo.screen()
    await demo.signIn(page, 'Ruth', `/inbox/open/${guest.thread}`)
    await inLog(page, 'note 23')
    const first = page.locator('[role=log]').getByText('hello', { exact: true })
    expect(await first.count()).toBe(0)
    // The page is told of the address as a link would.
    await page.goto(`${demo.url}/inbox/open/${guest.thread}?at=1`)
    await first.waitFor()
    await expect.poll(async () => await page.locator('[role=log]').getByText('note 23').count()).toBe(0)

    const block = async () => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: 'Search commands' }).fill('Block the customer')
      await page.keyboard.press('Enter')
      await page.getByLabel('Reason').fill('insults')
      await page.keyboard.press('Enter')
      await page.getByText('Blocked Bob is blocked.').last().waitFor()
    }
    await block()
    expect(await ruth.row(guest.thread)).toMatchObject({ status: 'closed', outcome: 'spam' })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await page.getByRole('button', { name: 'Wrap up' }).waitFor()
    expect(await ruth.row(guest.thread)).toMatchObject({ status: 'open', agent: { name: 'Ruth Adeyemi' } })

    await page.goto(`${demo.url}/inbox/open/${guest.thread}`)
    await inLog(page, 'note 23')
    await block()
    await guest.say('why is that?')
    await inLog(page, 'why is that?')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('m')
    await page.getByText('The bot has not read this message').waitFor()
    await page.keyboard.press('3')
    await page.getByText('corrected by Ruth Adeyemi').waitFor()
    await page.getByRole('button', { name: 'Lift the block' }).click()
    await page.getByText('The block of Blocked Bob is lifted.').waitFor()
    await page.keyboard.press('l')
    await page.getByRole('combobox', { name: 'Add a tag' }).press('Escape')
    await page.locator('[role=log]').click()
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.waitForURL(/\/customers\/c_/)
    await page.keyboard.press('g')
    await page.keyboard.press('k')
    await page.waitForURL(/\/knowledge/)
  },
)

test('a visitor: spoken to once, not while they talk; the transcript is there after a reload and in a second tab', async () => {
  const ada = await agent('Ada')
  const { accounts } = (await ada.call<{ accounts: WidgetAccount[] }>('GET', '/api/widget-accounts')).body
  const account = accounts.find(({ id }) => id === 'northwind-web')
  const message = {
    id: newId(),
    enabled: true,
    afterSeconds: 1,
    pages: ['/demo/'],
    text: { en: NUDGE, zh: '需要帮忙吗？' },
  }
  const saved = await ada.call('PUT', '/api/widget-accounts/northwind-web', {
    version: account?.version,
    look: { ...account?.look, proactive: [message] },
  })
  expect(saved.status).toBe(200)

  const home = await demo.screen()
  const { page } = home
  await page.goto(`${demo.url}/demo/`)
  await page.getByText(NUDGE).waitFor()
  await page.reload()
  const again = async (tab: Page) => {
    await tab.waitForLoadState('networkidle')
    await tab.waitForTimeout(1900)
    return await tab.getByText(NUDGE).count()
  }
  expect(await again(page)).toBe(0)

  const talking = (await demo.screen()).page
  await talking.goto(`${demo.url}/demo/`)
  await talking.getByRole('button', { name: /open chat/i }).click()
  await talking.getByLabel('Name', { exact: true }).fill('Vera')
  await talking.getByRole('button', { name: 'Start chat' }).click()
  const write = async (tab: Page, text: string) => {
    const box = tab.getByPlaceholder('Write a message…')
    await box.fill(text)
    await box.press('Enter')
  }
  await write(talking, 'What are your opening hours?')
  const answer = talking
    .getByRole('log')
    .getByText(/Monday|open/i)
    .first()
  await answer.waitFor()
  await talking.reload()
  await talking.getByText('What are your opening hours?').waitFor()
  await answer.waitFor()
  expect(await again(talking)).toBe(0)
  const second = await talking.context().newPage()
  await second.goto(`${demo.url}/demo/`)
  await second.getByRole('button', { name: /open chat/i }).click()
  await second.getByText('What are your opening hours?').waitFor()
  await write(second, 'thank you')
  await talking.getByText('thank you', { exact: true }).waitFor()
})

test('a first picture without a word is answered in the language of the visitor’s widget', async () => {
  const guest = await visitor({ name: '访客', language: 'zh' })
  const { body } = await guest.upload(await imageOf('png', { width: 40, height: 40 }), '图.png')
  await guest.send({ files: [body.id] })
  await guest.until((me) => me.texts('bot').length > 0)
  expect(guest.texts('bot').join('')).toMatch(/\p{Script=Han}/u)
})

test('Redis goes while replies are held: one is sent once, one is taken back', async () => {
  const ruth = await agent('Ruth')
  const [guest, other] = [await taken(ruth), await taken(ruth, 'Other')]
  const redis = demo.stack.parts.find(({ kind }) => kind === 'redis')
  const clientId = newId()
  expect((await ruth.reply(guest.thread, 'on its way', { holdMs: HELD_MS })).status).toBe(202)
  expect((await ruth.reply(other.thread, 'not meant so', { holdMs: HELD_MS, clientId })).status).toBe(202)
  await redis?.kill()
  const undone = await ruth.call<{ text?: string }>(
    'DELETE',
    `/api/threads/${other.thread}/replies/${clientId}`,
  )
  expect([undone.status, undone.body.text]).toEqual([200, 'not meant so'])
  await guest.until((me) => me.texts('agent').length > 0, 15_000)
  await redis?.start()
  for (const one of [guest, other]) await one.say('thank you')
  expect((await ruth.reply(other.thread, 'the right words', { seenSeq: 999 })).status).toBe(202)
  await other.until((me) => me.texts('agent').includes('the right words'), 15_000)
  await guest.sync()
  expect([guest.texts('agent'), other.texts('agent')]).toEqual([['on its way'], ['the right words']])
})
