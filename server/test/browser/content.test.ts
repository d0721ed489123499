import { readFile } from 'node:fs/promises'
import { Redis } from 'ioredis'
import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, longJourney } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

const demo = demoDesk({ name: 'content', server: 1 })

async function signedIn(name: string, options: Parameters<typeof demo.screen>[0] = {}): Promise<Page> {
  const { page } = await demo.screen(options)
  await demo.enter(page, name)
  return page
}

/** Writes as a guest of the demo shop, until the bot says it. */
async function botSays(question: string, words: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        const { page, context } = await demo.screen()
        try {
          await page.goto(`${demo.url}/demo/`)
          await page.getByRole('button', { name: /open chat/i }).click()
          await page.getByLabel('Name', { exact: true }).fill('Guest')
          await page.getByRole('button', { name: 'Start chat' }).click()
          const box = page.getByPlaceholder('Write a message…')
          await box.fill(question)
          await box.press('Enter')
          await page.locator('.message:not(.own)').last().waitFor()
          return await page.getByRole('log').innerText()
        } finally {
          await context.close()
        }
      },
      { timeout: 20_000, interval: 500 },
    )
    .toMatch(words)
}

test('an article is written and published by keyboard, and the widget answers with it', async () => {
  const page = await signedIn('Theo')
  await page.goto(`${demo.url}/knowledge`)
  await page.getByRole('link', { name: /^What delivery costs/ }).press('Enter')
  const text = page.getByLabel('Text').first()
  await text.fill('Delivery is **free** this week.')
  await page.getByText('Delivery is free this week.').waitFor()
  await page.getByRole('button', { name: 'Publish' }).press('Enter')
  await page.getByText('Published. The bot answers with it within seconds.').waitFor()
  await botSays('How much does delivery cost?', /Delivery is free this week\./)
})

longJourney(
  'hours are painted by keyboard, and who asks for a person is told when somebody is there',
  async () => {
    const page = await signedIn('Ada')
    await page.goto(`${demo.url}/admin/hours`)
    // Every day is emptied as text; then one half hour is painted in the grid.
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']) {
      await page.getByLabel(day, { exact: true }).fill('')
      await page.getByLabel(day, { exact: true }).press('Enter')
    }
    await page.getByText('and never opens: customers are told no time').waitFor()
    const names = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
    const later = names[(new Date().getUTCDay() + 3) % 7] ?? 'Monday'
    await page.getByRole('gridcell', { name: `${later} 09:00-09:30, closed` }).press('Space')
    await page.keyboard.press('Control+s')
    await page.getByText('Saved.').waitFor()
    await botSays('I want to talk to a real person please', /away now and back on \w+ .* at 09:00/)
  },
)

test('a canned reply of one’s own is written, and stands behind the slash in the composer', async () => {
  const page = await signedIn('Dana')
  await page.goto(`${demo.url}/knowledge/canned`)
  await page.getByRole('button', { name: 'New reply' }).press('Enter')
  await page.getByLabel('Shortcut').fill('by-hand')
  await page.getByLabel('Title', { exact: true }).fill('By hand')
  await page.getByLabel('Text', { exact: true }).fill('Hello {{customer.name}}, packed by hand.')
  await page.getByText('Hello Amelia Whitfield, packed by hand.').waitFor()
  await page.keyboard.press('Control+s')
  await page.getByRole('button', { name: /\/by-hand/ }).waitFor()
  await page.goto(`${demo.url}/inbox/mine`)
  await page.locator('[role=listbox] [role=option]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.locator('[role=log] [data-index]').first().waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('/by-ha')
  await page.getByText('By hand').first().waitFor()
  await page.keyboard.press('Enter')
  const written = () => page.evaluate(() => (document.activeElement as HTMLTextAreaElement).value)
  await expect.poll(written).toMatch(/packed by hand\.$/)
})

test('a page whose words could not be fetched at first is there when they can be', async () => {
  const page = await signedIn('Ada')
  let refused = 0
  await page.route(/admin-en-.*\.js/, async (route) => {
    refused += 1
    await (refused === 1 ? route.abort() : route.continue())
  })
  await page.goto(`${demo.url}/admin/company`)
  await page.getByRole('heading', { level: 1, name: 'Company' }).waitFor()
  expect(refused).toBeGreaterThan(1)
})

longJourney('two admins save at once: both are shown, and one chooses', async () => {
  const [one, other] = [await signedIn('Ada'), await signedIn('Ada')]
  for (const page of [one, other]) {
    await page.goto(`${demo.url}/admin/outcomes`)
    await page.getByLabel('Name in English').first().waitFor()
  }
  await one.getByLabel('Name in English').first().fill('Solved by one')
  await one.getByRole('button', { name: 'Save' }).press('Enter')
  await one.getByText('Saved.').waitFor()
  await other.getByLabel('Name in English').first().fill('Solved by the other')
  await other.getByRole('button', { name: 'Save' }).press('Enter')
  await other.getByText('Somebody else saved meanwhile').waitFor()
  await other.getByText('Solved by one', { exact: false }).waitFor()
  await expectAccessible(other, 'conflict')
  await other.getByRole('button', { name: 'Save mine over it' }).press('Enter')
  await other.getByText('Saved.').waitFor()
  await one.reload()
  await expect.poll(() => one.getByLabel('Name in English').first().inputValue()).toBe('Solved by the other')
  // Going elsewhere asks once: who stays keeps what is written, and the browser asks at a reload.
  await one.getByLabel('Name in English').first().fill('Not saved')
  const tagsLink = one.getByRole('link', { name: 'Tags' })
  const asked = one.getByRole('dialog', { name: 'Leave without saving?' })
  await tagsLink.press('Enter')
  await asked.getByRole('button', { name: 'Stay here' }).press('Enter')
  await asked.waitFor({ state: 'hidden' })
  expect(await one.getByLabel('Name in English').first().inputValue()).toBe('Not saved')
  const mayReload = () => one.evaluate(() => dispatchEvent(new Event('beforeunload', { cancelable: true })))
  expect(await mayReload()).toBe(false)
  await tagsLink.press('Enter')
  await asked.getByRole('button', { name: 'Leave without saving' }).press('Enter')
  // A tag goes into another only when somebody says so, and knows whom it touches.
  const merge = one.getByRole('button', { name: /^Merge .* into another tag$/ })
  await merge.first().waitFor()
  expect(await mayReload()).toBe(true)
  const before = await merge.count()
  await merge.first().press('Enter')
  const question = one.getByRole('dialog', { name: /^Merge the tag/ })
  await question
    .getByText(/customers? ha(s|ve) “/)
    .nth(1)
    .waitFor()
  await question.getByLabel('Merge into').press('ArrowDown')
  await expectAccessible(one, 'merge a tag')
  await question.getByRole('button', { name: 'Cancel' }).press('Enter')
  await one
    .getByRole('button', { name: /^Remove / })
    .first()
    .press('Enter')
  await one
    .getByRole('dialog', { name: /^Remove the tag/ })
    .getByRole('button', { name: 'Cancel' })
    .press('Enter')
  expect(await merge.count()).toBe(before)
  await one.getByText('There are changes that are not saved.').waitFor({ state: 'hidden' })
})

test('a file of customers is chosen, its columns named, looked over, imported and found again; an export calculates nothing', async () => {
  const page = await signedIn('Ruth')
  await page.goto(`${demo.url}/customers`)
  await page.getByRole('link', { name: 'Import' }).press('Enter')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose a file' }).press('Enter'),
  ])
  const file = [
    'Full name,E-mail,Contact,Shoe',
    '"=HYPERLINK(""http://x.example"")",formula@journey.example,+46 8 5550 0199,38',
    'Wrong,not an address,,41',
    'Kari Journey,kari@journey.example,,39',
    '"Never closed,open@journey.example,,',
  ].join('\r\n')
  await chooser.setFiles({ name: 'journey.csv', mimeType: 'text/csv', buffer: Buffer.from(file) })
  // Two heads say nothing by themselves: the person does.
  await page.getByLabel('What the column Contact becomes').selectOption({ label: 'Phone' })
  await page.getByLabel('What the column Shoe becomes').selectOption({ label: 'Shoe size' })
  await page.getByRole('button', { name: 'Check the file' }).press('Enter')
  const bad = page.getByRole('table', { name: 'Bad rows' })
  await bad.getByText('E-mail: This is not an e-mail address.').waitFor()
  const lines = async () => await bad.locator('tbody td:first-child').allInnerTexts()
  await expect.poll(lines).toEqual(['3', '5'])
  expect(await bad.innerText()).toContain('A quotation mark is opened in this line')
  await page.getByRole('button', { name: 'Import 2 rows' }).press('Enter')
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  expect(await page.locator('[data-count=created] dd').innerText()).toBe('2')
  await expect.poll(lines).toEqual(['3', '5'])

  await page.getByRole('link', { name: 'Show these customers' }).press('Enter')
  const kari = page.getByRole('link', { name: 'Kari Journey' })
  await kari.waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export' }).press('Enter'),
  ])
  const table = await readFile(await download.path(), 'utf8')
  expect(table.trim().split('\r\n')).toHaveLength(3)
  expect(table).toContain(`"'=HYPERLINK(""http://x.example"")"`)
  expect(table).toContain("'+46 8 5550 0199")
  await kari.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Kari Journey' }).waitFor()
  await page.getByText('line 4 of an import', { exact: false }).waitFor()
  await page.getByRole('link', { name: 'Ruth Adeyemi imported' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'journey.csv' }).waitFor()
})

test('the health page: what is wrong with what mends it, a customer sent and the ledger checked by keyboard', async () => {
  const redis = new Redis(demo.stack.redisUrl)
  await redis.config('SET', 'appendonly', 'no')
  await redis.quit()
  const page = await signedIn('Ada')
  await page.goto(`${demo.url}/admin/health`)
  await page.getByText('a crash loses jobs and presence').waitFor()
  await page.getByText('CONFIG SET appendonly yes now').waitFor()
  await page.getByRole('button', { name: 'Send a customer' }).press('Enter')
  await page.getByText('A customer who writes is answered.').waitFor()
  await page.getByRole('button', { name: 'Check now' }).press('Enter')
  await page.getByText('Nothing is missing and nothing is there twice.').waitFor()
  await expectAccessible(page, 'health page with results')
  // The last of many pages: on a phone their row goes to where it is.
  await page.setViewportSize({ width: 390, height: 844 })
  await page.reload()
  const here = page.locator('nav [aria-current=page]', { hasText: 'Health' })
  await expect.poll(async () => await isInView(here)).toBe(true)
})

async function isInView(link: Locator): Promise<boolean> {
  const box = await link.boundingBox()
  return box !== null && box.x >= 0 && box.x + box.width <= 390
}
