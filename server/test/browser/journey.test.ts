import type { Page, Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, longJourney, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

const demo = demoDesk({
  name: 'browser',
  web: 1,
  worker: 1,
  settings: { PARLEY_OFFER_SECONDS: '60', PARLEY_UNDO_SECONDS: '0' },
})

const screen = async (options: Parameters<typeof demo.screen>[0] = {}) => (await demo.screen(options)).page

/** By the page for it, as people do. */
async function signIn(page: Page, name: string): Promise<void> {
  const { email, password } = demo.loginOf(name)
  await page.goto(`${demo.url}/`)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation').first().waitFor()
  await page.getByText('Waiting').first().waitFor()
}

/** Opens the demo shop as one of its shoppers, with the chat open. */
async function shopAs(page: Page, shopper: string | undefined): Promise<void> {
  await page.goto(`${demo.url}/demo/`)
  if (shopper) {
    await page.getByLabel('Shop as').selectOption(shopper)
    // What is written before is a guest's, and stays in the guest's conversation.
    await page.locator(`#shopper[data-identified="${shopper}"]`).waitFor()
  }
  await page.getByRole('button', { name: /open chat/i }).click()
}

/** Takes the offer of this customer: others wait too. */
const accept = async (page: Page, customer: string) => {
  const offers = page.locator('section[aria-live=assertive] > div')
  await offers.filter({ hasText: customer }).getByRole('button', { name: 'Accept' }).click()
}

const write = async (page: Page, text: string) => {
  const box = page.getByPlaceholder('Write a message…')
  await box.fill(text)
  await box.press('Enter')
}

test('a customer in the shop and an agent at the desk talk to each other', async () => {
  const desk = await screen()
  await signIn(desk, 'Dana')
  const shop = await screen({ width: 1100 })
  await shopAs(shop, 'amelia')
  await write(shop, 'Where is my order?')
  const chat = shop.getByRole('log')
  await expect
    .poll(() => chat.innerText(), { timeout: 30_000 })
    .toMatch(/Where is my order\?[\s\S]*(Which of your orders|NW-\d{5})/)
  await expectAccessible(shop, 'widget with the bot')
  await picture(shop, 'widget-bot')
  await write(shop, 'I want to talk to a person')
  await accept(desk, 'Amelia Whitfield')
  await shop.getByText('Dana Ivers joined').waitFor()
  await desk.getByText('I want to talk to a person').first().waitFor()
  await picture(desk, 'console-thread')

  const composer = desk.getByRole('textbox', { name: /reply/i })
  await composer.fill('Hello Amelia, let me look.')
  await composer.press('Enter')
  await shop.getByText('Hello Amelia, let me look.').waitFor()
  await write(shop, 'thank you <img src=x onerror="window.__ran=1">')
  await desk.getByText('thank you <img').first().waitFor()
  expect(await desk.evaluate(() => '__ran' in window)).toBe(false)
  await shop.getByText('Seen', { exact: true }).waitFor()

  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: 'Wrap up' }).click()
  await expectAccessible(desk, 'wrap-up')
  await picture(desk, 'console-wrap-up')
  await desk.getByRole('radio').first().check()
  await desk
    .getByRole('button', { name: /^(close conversation|wrap up|finish|close)/i })
    .last()
    .click()
  await shop.getByText('How did we do?').waitFor()
  await expectAccessible(shop, 'rating')
  await picture(shop, 'widget-rating')
})

longJourney('a server that is killed while both write loses, doubles and reorders nothing', async () => {
  const desk = await screen()
  // Whoever was at the desk a moment ago may still be offered what comes: the same person sits there again.
  await signIn(desk, 'Dana')
  const shop = await screen({ width: 1100 })
  await shopAs(shop, 'amelia')
  await write(shop, 'a human please')
  await accept(desk, 'Amelia Whitfield')
  await shop.getByText('Dana Ivers joined').last().waitFor()
  const composer = desk.getByRole('textbox', { name: /reply/i })
  await composer.waitFor()
  const servers = demo.stack.parts.filter((part) => part.kind === 'web' || part.kind === 'worker')
  for (const server of servers) await server.kill()
  try {
    for (const word of ['one', 'two', 'three']) await write(shop, `offline ${word}`)
    await composer.fill('written while the server was away')
  } finally {
    for (const server of servers) await server.start()
  }
  await desk.getByText('offline three').first().waitFor({ timeout: 30_000 })
  expect(await composer.inputValue()).toBe('written while the server was away')
  await composer.press('Enter')
  // What came in meanwhile has been seen by now: the first or the second Enter sends it.
  const arrived = shop.getByText('written while the server was away')
  await arrived.waitFor({ timeout: 3000 }).catch(async () => await composer.press('Enter'))
  await arrived.waitFor()
  const words = (await desk.getByRole('log').innerText()).match(/offline (one|two|three)/g)
  expect(words).toEqual(['offline one', 'offline two', 'offline three'])
})

test('who writes while the chat still loads is not interrupted by the form for strangers', async () => {
  const shop = await screen({ width: 1100 })
  const hold = async (path: RegExp) => {
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    await shop.route(path, async (route: Route) => {
      await gate
      await route.continue()
    })
    return () => open()
  }
  // The configuration asks for a form, which is not for whom the shop vouches for.
  const letConfig = await hold(/\/widget\/config\//)
  const letSession = await hold(/\/widget\/session$/)
  await shopAs(shop, 'tomas')
  const box = shop.getByPlaceholder('Write a message…')
  await box.pressSequentially('Where ')
  letConfig()
  await shop.waitForResponse(/\/widget\/config\//)
  await shop.waitForTimeout(200)
  await shop.keyboard.type('is my ')
  letSession()
  await shop.waitForResponse(/\/widget\/session$/)
  await shop.keyboard.type('order?')
  await shop.keyboard.press('Enter')
  await shop.getByRole('log').getByText('Where is my order?').waitFor()
})

test('what somebody began to write is there for them, and not for who comes next in the same tab', async () => {
  const shop = await screen({ width: 1100 })
  await shopAs(shop, 'tomas')
  const box = shop.getByPlaceholder('Write a message…')
  await box.fill('My address is')
  const shopOnAs = async (shopper: string) => {
    await shop.getByLabel('Shop as').selectOption(shopper)
    await shop.locator(`#shopper[data-identified="${shopper}"]`).waitFor()
  }
  await shopOnAs('meiling')
  await expect.poll(() => box.inputValue()).toBe('')
  await box.fill('Is the tent in stock')
  await shopOnAs('tomas')
  await expect.poll(() => box.inputValue()).toBe('My address is')
  await shop.reload()
  await expect.poll(() => box.inputValue()).toBe('My address is')
  await shopOnAs('meiling')
  await expect.poll(() => box.inputValue()).toBe('Is the tent in stock')
})

test('a Chinese visitor on a phone tells who they are, and is answered in Chinese', async () => {
  const shop = await screen({ width: 390, height: 844, locale: 'zh-CN' })
  await shop.goto(`${demo.url}/demo/`)
  await shop.getByRole('button', { name: '中文' }).click()
  await shop.getByRole('button', { name: /打开/ }).click()
  await shop.getByLabel('姓名').fill('王芳')
  await expectAccessible(shop, 'widget zh pre-chat')
  await picture(shop, 'widget-zh-prechat')
  await shop.keyboard.press('Enter')
  const box = shop.getByPlaceholder('输入消息…')
  await box.fill('你们支持哪些付款方式？')
  await box.press('Enter')
  await shop
    .getByText(/支付宝|微信/)
    .first()
    .waitFor()
  await expectAccessible(shop, 'widget zh answered')
  await picture(shop, 'widget-zh')
})

test('on a page with hostile styles the widget looks like itself', async () => {
  const page = await screen({ width: 1100 })
  await page.goto(`${demo.url}/demo/hostile.html`)
  const launcher = page.getByRole('button', { name: /open chat/i })
  await launcher.click()
  const send = page.getByRole('button', { name: 'Start chat' })
  const background = await send.evaluate((element) => getComputedStyle(element).backgroundColor)
  expect(background).not.toBe('rgb(255, 0, 0)')
  await picture(page, 'widget-hostile')
})
