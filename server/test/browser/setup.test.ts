import type { Browser, Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { looks, nameOf } from '../../../scripts/lib/atlas.ts'
import { inEachLook } from '../../../scripts/lib/in-each-look.ts'
import { setupCode } from '../../../scripts/lib/setup-tour.ts'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { freePort } from '../../src/storage/children/free-port.ts'
import { axe, expectAccessible, full, oneBrowser, openScreen, picture } from './browser.ts'
import { walkByTab } from './tab-walk.ts'

let stack: Stack
let browser: Browser
let url: string
let code: string
const mails: string[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, _session, done) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      // Quoted-printable breaks long lines, and so the link.
      mails.push(Buffer.concat(chunks).toString().replaceAll('=\r\n', '').replaceAll('=3D', '='))
      done()
    })
  },
})

beforeAll(async () => {
  const port = await freePort()
  await new Promise<void>((listening) => smtp.listen(port, '127.0.0.1', listening))
  stack = await startStack({
    name: 'setup',
    server: 1,
    settings: {
      NODE_ENV: 'test',
      PARLEY_SMTP_URL: `smtp://127.0.0.1:${port}`,
      PARLEY_MAIL_FROM: 'Desk <desk@kite.example>',
    },
  })
  url = stack.urls[0] ?? ''
  code = await setupCode(stack)
  browser = await oneBrowser()
}, 120_000)
afterAll(async () => {
  await stack?.stop()
  await new Promise<void>((closed) => smtp.close(() => closed()))
})

const type = async (page: Page, label: string, text: string) => {
  await page.getByLabel(label, { exact: true }).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}
const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()

/** A step of the set-up in two looks that have nothing in common; in all of them in `npm run test:full`. */
async function lookedAt(page: Page, step: string): Promise<void> {
  const each = full ? looks : looks.filter((_, index) => index % (looks.length - 1) === 0)
  await inEachLook(page, each, async (look) => {
    const name = `setup-${step} ${nameOf(look)}`
    await picture(page, name)
    expect(await axe(page), name).toEqual([])
    const { unreached, unseen } = await walkByTab(page)
    expect({ unreached, unseen }, name).toEqual({ unreached: [], unseen: [] })
  })
}

test('an empty install is set up without a mouse, resumed, by one of two; a colleague joins by mail', async () => {
  const { context, page, faults } = await openScreen(browser, { width: 1440, height: 900 })
  await page.goto(`${url}/`)
  await heading(page, 'Are you the operator?')
  await lookedAt(page, 'code')
  await type(page, 'Set-up code', 'a wrong one')
  await page.keyboard.press('Enter')
  await page.getByText('This is not the set-up code').waitFor()

  const rival = await openScreen(browser, { width: 390, height: 844, dark: true, locale: 'zh-CN' })
  await rival.page.goto(`${url}/setup#${code}`)
  await heading(rival.page, '您的公司')

  await page.goto(`${url}/setup#${code}`)
  await page.reload()
  await heading(page, 'Your company')
  await lookedAt(page, 'company')
  await type(page, 'Name of the company', 'Kite & <b>Keel</b>')
  await page.keyboard.press('Enter')
  await heading(page, 'Your account')
  // Left half-way: what was filled in is kept.
  await page.goto(`${url}/setup`)
  await heading(page, 'Your account')
  await type(page, 'Your name', 'Iris Kite')
  await type(page, 'E-mail', 'Iris@Kite.example')
  await type(page, 'Password', 'password1234')
  await page.keyboard.press('Enter')
  await page.getByText('among the first that are guessed').waitFor()
  await lookedAt(page, 'account')
  await type(page, 'Password', 'a kite over the keel')
  await page.keyboard.press('Enter')
  await heading(page, 'The chat on your site')
  await lookedAt(page, 'widget')

  // The other browser stood at the same step, and is told.
  await rival.page.getByLabel('公司名称').fill('另一家')
  await rival.page.keyboard.press('Enter')
  await heading(rival.page, '本系统已完成设置')
  await expectAccessible(rival.page, 'set up already')
  expect(rival.faults).toEqual([])

  // A reload goes on with the widget.
  await page.goto(`${url}/`)
  await heading(page, 'The chat on your site')
  await page.getByLabel('Greeting in English').focus()
  await page.keyboard.press('Enter')
  await page.getByText('Paste this into your pages').waitFor()
  expect(await page.getByLabel('Snippet for your pages').inputValue()).toContain('data-account="web"')
  await lookedAt(page, 'snippet')
  const guest = await context.newPage()
  await guest.goto(`${url}/try/?account=web`)
  await guest.getByRole('button', { name: /open chat/i }).press('Enter')
  await guest.getByLabel('Name').fill('A visitor')
  await guest.keyboard.press('Enter')
  const box = guest.getByPlaceholder('Write a message…')
  await box.fill('I want to talk to a person')
  await box.press('Enter')
  await page.bringToFront()
  await page.getByRole('button', { name: 'Go on' }).press('Enter')
  await heading(page, 'Parley is ready')
  await lookedAt(page, 'done')
  await page.getByRole('link', { name: 'Invite colleagues' }).press('Enter')
  await heading(page, 'People')
  await page.getByRole('button', { name: 'Invite people' }).press('Enter')
  await page.getByLabel('E-mail addresses').waitFor()
  await page.keyboard.type('"Doe, Jo" <Jo@Kite.example>; iris@kite.example')
  await expectAccessible(page, 'invite')
  await picture(page, 'invite')
  await page.getByRole('button', { name: 'Invite 2 people' }).press('Enter')
  await page.getByText('1 person invited.').waitFor()
  await page.getByText('Is here already').waitFor()
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  await page.getByText(/Mail sent/).waitFor()
  await picture(page, 'people')

  const link = /http:\/\/\S+\/welcome\/[\w-]+/.exec(mails[0] ?? '')?.[0] ?? ''
  const other = await openScreen(browser, { width: 390, height: 844 })
  await other.page.goto(link)
  await heading(other.page, 'Welcome to Kite & <b>Keel</b>')
  await expectAccessible(other.page, 'welcome phone')
  await picture(other.page, 'welcome')
  await type(other.page, 'Password', 'keel under the kite')
  await other.page.keyboard.press('Enter')
  await other.page.getByText('A visitor').first().waitFor()
  await other.page.goto(link)
  await heading(other.page, 'This link was used before')

  // Who forgot the new password asks for a link, and is in by it once.
  const late = rival.page
  await late.goto(`${url}/forgot`)
  await late.getByLabel('邮箱').fill('jo@kite.example')
  await late.keyboard.press('Enter')
  await late.getByRole('status').waitFor()
  const resetLink = () => mails.flatMap((mail) => /http:\/\/\S+\/reset\/[\w-]+/.exec(mail)?.[0] ?? [])[0]
  await expect.poll(resetLink, { timeout: 15_000 }).toBeTruthy()
  await late.goto(resetLink() ?? '')
  await heading(late, '设置新密码')
  await expectAccessible(late, 'reset zh phone dark')
  await picture(late, 'reset-zh')
  await late.keyboard.type('password1234')
  await late.keyboard.press('Enter')
  await late.getByText('最先被猜到的密码').waitFor()
  await late.keyboard.press('Control+a')
  await late.keyboard.type('the keel has another kite')
  await late.keyboard.press('Enter')
  await late.getByText('A visitor').first().waitFor()
  await late.goto(resetLink() ?? '')
  await heading(late, '该链接已被使用')
  expect([...faults, ...other.faults, ...rival.faults]).toEqual([])
  await other.context.close()
  await rival.context.close()
  await context.close()
})
