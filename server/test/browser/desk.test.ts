import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { userModel } from '../../src/agents/user.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { connectStore } from '../../src/storage/mongo.ts'
import { launchBrowser, openScreen, picture, type Screen } from './browser.ts'

let stack: Stack
let browser: Browser
let url: string
let logins: { role: string; name: string; email: string; password: string }[]
const screens: Screen[] = []

beforeAll(async () => {
  stack = await startStack({ name: 'desk', server: 1, seed: seedInstall, settings: { NODE_ENV: 'test' } })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
  browser = await launchBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})
afterEach(async () => {
  const faults = screens.flatMap((screen) => screen.faults)
  for (const screen of screens.splice(0)) await screen.context.close()
  expect(faults).toEqual([])
})

async function signIn(role: string): Promise<Page> {
  const screen = await openScreen(browser)
  screens.push(screen)
  const { page } = screen
  const login = logins.find((one) => one.role === role)
  await page.goto(`${url}/`)
  await page.getByLabel('E-mail').fill(login?.email ?? '')
  await page.getByLabel('Password', { exact: true }).fill(login?.password ?? '')
  await page.keyboard.press('Enter')
  await page.getByRole('option').first().waitFor()
  return page
}

test('rights that are taken away leave the screen at once, in words, and the draft stays', async () => {
  const page = await signIn('supervisor')
  await page.goto(`${url}/inbox/waiting`)
  await page.getByRole('option').first().click()
  await page.getByRole('log').waitFor()
  await page.keyboard.press('n')
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA')
  await page.keyboard.type('half a thought')
  const connection = await connectStore({ uri: stack.mongodbUri, appName: 'test' })
  const email = logins.find((one) => one.role === 'supervisor')?.email ?? ''
  await userModel(connection).updateOne({ email }, { $set: { role: 'agent', queues: [] } })
  await connection.close()
  await page.getByText('Your rights were changed').waitFor({ timeout: 20_000 })
  await page.getByRole('alert').getByText('What you had written is kept').waitFor()
  expect(await page.getByRole('alert').locator('textarea').inputValue()).toBe('half a thought')
  await page.getByText('Nobody is waiting').waitFor()
  await picture(page, 'rights-taken')
})
