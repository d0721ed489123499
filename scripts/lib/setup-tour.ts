import type { Browser, Page } from 'playwright-core'
import { createSettings } from '../../server/src/settings/settings.ts'
import { createSetup } from '../../server/src/setup/setup.ts'
import { connectStore } from '../../server/src/storage/mongo.ts'
import { sizeOf } from './atlas.ts'
import type { Stack } from './stack.ts'

/** What the operator of an install without a company is shown at its start, and types into the page. */
export async function setupCode({ mongodbUri, masterKey }: Stack): Promise<string> {
  const connection = await connectStore({ uri: mongodbUri, appName: 'setup-code' })
  const settings = await createSettings(connection)
  try {
    return (await createSetup({ connection, masterKey, settings }).token()) ?? ''
  } finally {
    settings.stop()
    await connection.close()
  }
}

/** Sets an empty install up, and stops at every step of it. */
export async function* tourSetup(of: {
  browser: Browser
  url: string
  code: string
}): AsyncGenerator<{ step: string; page: Page }> {
  const context = await of.browser.newContext({
    viewport: sizeOf({ dark: false, zh: false, phone: false }),
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
  const fill = async (label: string, text: string) => await page.getByLabel(label, { exact: true }).fill(text)
  try {
    await page.goto(`${of.url}/`)
    await heading('Are you the operator?')
    yield { step: 'code', page }
    await page.goto(`${of.url}/setup#${of.code}`)
    await page.reload()
    await heading('Your company')
    await fill('Name of the company', 'Kite & Keel')
    yield { step: 'company', page }
    await page.getByLabel('Name of the company', { exact: true }).press('Enter')
    await heading('Your account')
    await fill('Your name', 'Iris Kite')
    await fill('E-mail', 'iris@kite.example')
    yield { step: 'account', page }
    await fill('Password', 'a kite over the keel')
    await page.keyboard.press('Enter')
    await heading('The chat on your site')
    yield { step: 'widget', page }
    await page.getByLabel('Greeting in English').press('Enter')
    await page.getByText('Paste this into your pages').waitFor()
    yield { step: 'snippet', page }
    await writeAsGuest(await context.newPage(), of.url)
    await page.bringToFront()
    await page.getByRole('button', { name: 'Go on' }).click()
    await heading('Parley is ready')
    yield { step: 'done', page }
  } finally {
    await context.close()
  }
}

/** The set-up waits for the first message of the new chat. */
async function writeAsGuest(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/try/?account=web`)
  await page.locator('button.launcher').click()
  await page.locator('#p-name').fill('A visitor')
  await page.keyboard.press('Enter')
  await page.locator('.composer textarea').fill('I want to talk to a person')
  await page.keyboard.press('Enter')
  await page.getByText('I want to talk to a person').first().waitFor()
}
