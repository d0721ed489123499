import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { expectAccessible, launchBrowser, openScreen, picture } from './browser.ts'

let stack: Stack
let browser: Browser
let url: string
let logins: { role: string; email: string; password: string }[]

beforeAll(async () => {
  stack = await startStack({ name: 'screens', server: 1, seed: seedInstall, settings: { NODE_ENV: 'test' } })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

async function signIn(page: Page, name: string, role: string): Promise<void> {
  const login = logins.find((one) => one.role === role)
  await page.goto(`${url}/`)
  const email = page.locator('input[type=email], input[name=email]').first()
  await email.waitFor()
  await expectAccessible(page, `${name} sign-in`)
  await picture(page, `${name}-sign-in`)
  await email.fill(login?.email ?? '')
  await page.locator('input[type=password]').fill(login?.password ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
}

const looks = [
  { name: 'wide-light-en', width: 1440, height: 900, dark: false, locale: 'en-GB' },
  { name: 'wide-dark-zh', width: 1440, height: 900, dark: true, locale: 'zh-CN' },
  { name: 'phone-light-zh', width: 390, height: 844, dark: false, locale: 'zh-CN' },
  { name: 'phone-dark-en', width: 390, height: 844, dark: true, locale: 'en-GB' },
]

// A supervisor sees every conversation, and is offered none that would cover the screen.
test.each(looks)('every screen of the desk is accessible: $name', async ({ name, ...look }) => {
  const { context, page, faults } = await openScreen(browser, look)
  await signIn(page, name, 'supervisor')
  for (const view of ['waiting', 'open', 'closed', 'mine']) {
    await page.goto(`${url}/inbox/${view}`)
    await page
      .getByRole('listbox')
      .or(page.getByText(/Nothing is yours|还没有/))
      .first()
      .waitFor()
    await expectAccessible(page, `${name} ${view}`)
    await picture(page, `${name}-${view}`)
  }
  await page.goto(`${url}/inbox/closed`)
  await page.getByRole('option').first().click()
  await page.getByRole('log').waitFor()
  await expectAccessible(page, `${name} thread`)
  await picture(page, `${name}-thread`)
  if (look.width > 1000) {
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page, `${name} help`)
    await picture(page, `${name}-help`)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await expectAccessible(page, `${name} commands`)
    await picture(page, `${name}-commands`)
  }
  expect(faults).toEqual([])
  await context.close()
})

/** Letters typed before the box has the focus would be commands. */
const inTheBox = async (page: Page) =>
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')

test('an agent answers without a mouse: take, reply, note, wrap up', async () => {
  const { context, page, faults } = await openScreen(browser, { width: 1440, height: 900 })
  await signIn(page, 'keyboard', 'agent')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('log').waitFor()
  await page.keyboard.press('c')
  const wrapUp = page.getByRole('button', { name: 'Wrap up' })
  await wrapUp.waitFor()
  await page.keyboard.press('r')
  await inTheBox(page)
  await page.keyboard.type('Typed without a mouse.')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('Typed without a mouse.').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await inTheBox(page)
  await page.keyboard.type('A note for colleagues.')
  await page.keyboard.press('Enter')
  await page.getByRole('log').getByText('A note for colleagues.').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.getByRole('radio').first().waitFor()
  await page.keyboard.press('Enter')
  await wrapUp.waitFor({ state: 'hidden' })
  expect(faults).toEqual([])
  await context.close()
})
