import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fewPhrases } from '../support/few-phrases.ts'
import { temporaryFolder } from '../support/folder.ts'
import { longJourney, openScreen, picture, type Screen } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

const LABELS = 20
const TRAINING_MS = 120_000

const phrases = await temporaryFolder('few-phrases')
await fewPhrases(phrases.dir)
const demo = demoDesk({ name: 'trainer', server: 1, settings: { PARLEY_TRAINING_DATA: phrases.dir } })
let screen: Screen
let page: Page

beforeAll(async () => {
  screen = await openScreen(demo.browser)
  page = screen.page
  await demo.enter(page, 'trainer')
}, 120_000)
afterAll(async () => {
  await screen?.context.close()
  await phrases.remove()
})

const at = (path: string) => `${demo.url}${path}`
const inUse = async () => {
  const answer = await screen.context.request.get(at('/api/training'))
  return ((await answer.json()) as { inUse: string }).inUse
}

test('an agent corrects what was understood by keys, and the trainer has it as a label', async () => {
  const { page: desk } = await demo.screen()
  await demo.signIn(desk, 'Dana', '/inbox/mine')
  await desk.locator('[role=option][id^=row-]').first().waitFor()
  await desk.keyboard.press('j')
  await desk.keyboard.press('Enter')
  await desk.locator('[role=log] article').last().waitFor()
  await desk.keyboard.press('i')
  const chooser = desk.getByLabel('What did the customer mean?')
  await chooser.waitFor()
  await desk.keyboard.type('refund st')
  await desk.keyboard.press('Enter')
  await desk.getByText('Corrected: Refund status').waitFor()
  await desk.getByRole('log').getByText('corrected by Dana Ivers').first().waitFor()
  await desk.keyboard.press('m')
  await desk.getByLabel('How does the customer feel?').waitFor()
  await desk.keyboard.press('3')
  await desk.getByText('Corrected: Unhappy').or(desk.getByText('Corrected: Negative')).first().waitFor()
  await page.goto(at('/trainer/labels'))
  await page.getByText('Refund status').filter({ visible: true }).first().waitFor()
  const answer = await screen.context.request.get(at('/api/training/labels?source=correction'))
  const { labels } = (await answer.json()) as { labels: { intent?: string; mood?: string }[] }
  expect(labels[0]).toMatchObject({ intent: expect.stringContaining('refund'), mood: 'negative' })
})

test('label twenty by keys, train, compare, use, go back', { timeout: 180_000 }, async () => {
  const shipped = await inUse()
  await page.goto(at('/trainer/queue'))
  const items = page.getByRole('list', { name: 'Utterances to label' }).getByRole('listitem')
  await items.first().waitFor()
  await picture(page, 'journey-trainer-queue')
  let done = 0
  for (; done < LABELS && (await items.count()) > 0; done++) {
    const first = await items.first().getByRole('button').first().textContent()
    await page.keyboard.press('1')
    await expect.poll(async () => await page.getByText(`${done + 1} labelled now`).count()).toBe(1)
    expect(first).toBeTruthy()
  }
  expect(done).toBe(LABELS)
  await page.keyboard.press('u')
  await page.getByText(`${LABELS - 1} labelled now`).waitFor()
  await page.keyboard.press('1')
  await page.getByText(`${LABELS} labelled now`).waitFor()

  // A skip is taken back like a label.
  const skipped = (await page.locator('li[aria-current="true"] q').textContent()) ?? ''
  const standing = async () => await items.filter({ hasText: skipped }).count()
  await page.keyboard.press('s')
  await expect.poll(standing).toBe(0)
  await page.keyboard.press('u')
  await expect.poll(standing).toBe(1)

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const start = page.getByRole('button', { name: 'Train a new version' })
  await start.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('progressbar', { name: 'Training a new version' }).waitFor()
  await picture(page, 'journey-trainer-training')
  const compare = page.getByRole('link', { name: /^Compare .+ with the one in use$/ })
  await compare.waitFor({ timeout: TRAINING_MS })

  await compare.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'What changes' }).waitFor()
  await picture(page, 'journey-trainer-compare')
  await page.getByRole('button', { name: /^Use / }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why (for the record)').fill('Knows what customers wrote lately.')
  await dialog.getByRole('button', { name: 'Use it' }).press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const trained = await inUse()
  expect(trained).not.toBe(shipped)

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.getByText(`${trained} in use`, { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Go back' }).press('Enter')
  await dialog.getByLabel('Why (for the record)').fill('Too eager with refunds.')
  await dialog.getByRole('button', { name: 'Go back' }).press('Enter')
  await page.getByText(`${shipped} in use`, { exact: true }).waitFor()
  expect(await inUse()).toBe(shipped)
  const uses = page.getByRole('region', { name: 'What was in use' })
  await uses.getByRole('row', { name: /Went back to .+ Too eager with refunds\./ }).waitFor()
  await uses.getByRole('row', { name: /Put to use .+ Knows what customers wrote lately\./ }).waitFor()
  expect(screen.faults).toEqual([])
})

test('a label that is taken back can be given again at once', async () => {
  await page.goto(at('/trainer/labels?source=queue'))
  const rows = page.getByRole('table').locator('tbody tr')
  await rows.first().waitFor()
  const text = await rows.first().locator('td').first().textContent()
  const before = await rows.count()
  await rows
    .first()
    .getByRole('button', { name: /^Take back/ })
    .press('Enter')
  await expect.poll(async () => await rows.count()).toBe(before - 1)
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect.poll(async () => await rows.count()).toBe(before)
  expect(await rows.first().locator('td').first().textContent()).toBe(text)
})

test('whoever switched single keys off labels nothing by them', async () => {
  const change = async (singleKeys: boolean) =>
    await screen.context.request.patch(at('/api/me/preferences'), {
      data: { singleKeys },
      headers: { origin: demo.url },
    })
  await change(false)
  await page.goto(at('/trainer/queue'))
  await page.getByText(/^Single keys are switched off/).waitFor()
  const first = page.getByRole('list', { name: 'Utterances to label' }).locator('q').first()
  const text = await first.textContent()
  for (const key of ['1', 's', '0']) await page.keyboard.press(key)
  // One that works everywhere: what the others did is done by then.
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  expect(await first.textContent()).toBe(text)
  await change(true)
})

test('the matrix is walked by arrow keys, and a cell shows its utterances', async () => {
  await page.goto(at('/trainer'))
  const table = page.getByRole('table', { name: /Confusion matrix/ })
  await table.waitFor()
  await table.getByRole('button').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL(/meant=.*said=/)
  const cell = table.getByRole('button', { pressed: true })
  await cell.waitFor()
  const [, shown, total] = (await cell.getAttribute('aria-label'))?.match(/(\d+) of (\d+)/) ?? []
  await page.getByText(`${shown} of ${total} utterance`).waitFor()
  await expect
    .poll(
      async () =>
        await page
          .getByRole('listitem')
          .filter({ has: page.locator('q') })
          .count(),
    )
    .toBeGreaterThan(0)
  await picture(page, 'journey-trainer-matrix')
})

test('a text is explained word by word', async () => {
  await page.goto(at('/trainer/try'))
  await page.getByLabel('A customer writes').fill('where is my order NW-10234?')
  await page.keyboard.press('Enter')
  await page.getByText(/The bot would/).waitFor()
  await page.getByRole('heading', { name: /^For / }).first().waitFor()
  await page.getByRole('heading', { name: 'Phrases most like it' }).waitFor()
  await picture(page, 'journey-trainer-try')
})

longJourney(
  'no area that a role is offered asks for what the role may not have; a version has an address',
  async () => {
    const refusedTo = async (role: string) => {
      const own = (await demo.screen()).page
      const refused: string[] = []
      own.on('response', (response) => {
        if (response.status() >= 400) refused.push(`${role} ${response.status()} ${response.url()}`)
      })
      await demo.signIn(own, role)
      const areas = own.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link')
      await areas.first().waitFor()
      for (let which = 0; which < (await areas.count()); which++) {
        await areas.nth(which).click()
        await own.waitForLoadState('networkidle')
      }
      return refused
    }
    const refused = await Promise.all(['agent', 'trainer'].map(refusedTo))
    expect(refused.flat()).toEqual([])
    const shipped = await inUse()
    await page.goto(at(`/trainer/versions/${shipped}`))
    await page.getByRole('heading', { name: `Version ${shipped}` }).waitFor()
    await page.goto(at('/trainer/versions/none.00000000'))
    await page.getByText('This does not exist any more.').waitFor()
  },
)
