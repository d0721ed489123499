import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import type {
  ArticleDetail,
  ArticleVersion,
  CannedReplyInfo,
  CustomerNote,
  CustomerPage,
  NewKey,
  QueueLoad,
  Section,
  SettingsOf,
  StoredSettings,
  WidgetAccount,
} from '../src/contract/index.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { Agent, Customer, guestList } from './support/people.ts'

let stack: Stack
let url: string
let logins: { name: string; email: string; password: string; role: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'desk-content',
    server: 2,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test' },
  })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => await stack?.stop())

async function person(name: string, at = url): Promise<Agent> {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return keep(await Agent.signIn(at, login))
}
const visitor = async (at = url) => keep(await Customer.open(at, { name: 'Guest' }))

/** Reads a section, changes it, saves it. */
async function change<S extends Section>(
  who: Agent,
  section: S,
  edit: (value: SettingsOf<S>) => SettingsOf<S>,
) {
  const { body } = await who.call<StoredSettings<S>>('GET', `/api/settings/${section}`)
  return await who.call<StoredSettings<S>>('PUT', `/api/settings/${section}`, {
    version: body.version,
    value: edit(body.value),
  })
}

/** Asks anew until the bot says it: a change of the settings is known everywhere within seconds. */
async function saysEventually(question: string, words: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        const guest = await Customer.open(url, { name: 'Guest' })
        try {
          await guest.say(question)
          await guest.until((me) => me.texts('bot').length > 0)
          return guest.texts('bot').join('\n')
        } finally {
          guest.close()
        }
      },
      { timeout: 30_000, interval: 500 },
    )
    .toMatch(words)
}

const content = (title: string, body: string) => ({ title, body, links: [] })

test('an article is written, published, given by the bot in both processes, taken down and restored', async () => {
  const theo = await person('Theo')
  const list = await theo.call<{ articles: { id: string; state: { en: string } }[] }>('GET', '/api/knowledge')
  expect(list.body.articles.find(({ id }) => id === 'delivery.cost')?.state.en).toBe('published')
  const before = (await theo.call<ArticleDetail>('GET', '/api/knowledge/delivery.cost')).body
  const hostile = content('What delivery costs', 'It costs **nothing** today. <script>alert(1)</script>')
  const saved = await theo.call<ArticleDetail>('PUT', '/api/knowledge/delivery.cost', {
    version: before.version,
    intent: 'delivery.cost',
    en: hostile,
    zh: before.zh,
  })
  expect(saved.body).toMatchObject({ state: { en: 'changed', zh: 'published' } })
  // Two trainers at once: the second sees what the first saved.
  const late = await theo.call('PUT', '/api/knowledge/delivery.cost', {
    version: before.version,
    intent: 'delivery.cost',
    en: hostile,
  })
  expect([late.status, late.body.error?.code]).toEqual([409, 'changed_meanwhile'])
  expect(late.body.error?.details).toMatchObject({ stored: { en: { body: hostile.body } } })
  const live = await theo.call<ArticleDetail>('POST', '/api/knowledge/delivery.cost/publish', {
    version: saved.body.version,
  })
  expect(live.body.state).toEqual({ en: 'published', zh: 'published' })
  await saysEventually('How much does delivery cost?', /It costs nothing today\. <script>/)
  const { versions } = (
    await theo.call<{ versions: ArticleVersion[] }>('GET', '/api/knowledge/delivery.cost/versions')
  ).body
  expect(
    versions.filter(({ language }) => language === 'en').map(({ number, live: now }) => [number, now]),
  ).toEqual([
    [2, true],
    [1, false],
  ])
  await theo.call('POST', '/api/knowledge/delivery.cost/unpublish', { version: live.body.version })
  await saysEventually('How much does delivery cost?', /nothing to tell you yet/)
  const given = await theo.call<ArticleDetail>('GET', '/api/knowledge/delivery.cost')
  expect(given.body.given).toBeGreaterThan(0)
})

test('an intent has one article; agents read and may not write', async () => {
  const [theo, dana] = [await person('Theo'), await person('Dana')]
  const taken = await theo.call('PUT', '/api/knowledge/a-second', {
    version: 0,
    intent: 'return.policy',
    en: content('Again', 'Again'),
  })
  expect([taken.status, taken.body.error?.code]).toEqual([409, 'intent_taken'])
  const free = await theo.call<ArticleDetail>('PUT', '/api/knowledge/a-free', {
    version: 0,
    zh: content('内部说明', '只给客服看。'),
  })
  expect(free.body).toMatchObject({ version: 1, state: { en: 'none', zh: 'draft' } })
  expect((await dana.call('GET', '/api/knowledge/a-free')).status).toBe(200)
  expect((await dana.call('POST', '/api/knowledge/a-free/publish', { version: 1 })).status).toBe(403)
  const huge = await theo.call('PUT', '/api/knowledge/a-huge', {
    version: 0,
    en: content('x', 'x'.repeat(9000)),
  })
  expect([huge.status, huge.body.error?.code]).toEqual([400, 'invalid_request'])
  const link = { label: 'x', url: 'javascript:alert(1)' }
  const bad = { ...content('x', 'x'), links: [link] }
  expect((await theo.call('PUT', '/api/knowledge/a-bad', { version: 0, en: bad })).status).toBe(400)
})

test('the thresholds of the settings decide from the next turn on, and the decision names the definition', async () => {
  const ada = await person('Ada')
  const asked = await visitor()
  await asked.say('I want to talk to a real person please')
  await asked.until((me) => me.notices().includes('handoff_requested'))
  const refused = await change(ada, 'bot', (bot) => ({ ...bot, answer: 0.3, offer: 0.5 }))
  expect([refused.status, refused.body.error?.code]).toEqual([400, 'invalid_request'])
  const strict = await change(ada, 'bot', (bot) => ({ ...bot, answer: 1, offer: 1, perIntent: {} }))
  expect(strict.status).toBe(200)
  await saysEventually('What is your return policy?', /not sure what you mean|did not understand/)
  const back = await change(ada, 'bot', (bot) => ({ ...bot, answer: 0.65, offer: 0.2 }))
  expect(back.status).toBe(200)
  await saysEventually('What is your return policy?', /30 days/)
})

test('out of hours the conversation waits, and the customer is told when somebody is there', async () => {
  const ada = await person('Ada')
  const before = (await ada.call<StoredSettings<'hours'>>('GET', '/api/settings/hours')).body.value
  // Open on one weekday only, which is neither today nor tomorrow.
  const day = (new Date().getUTCDay() + 3) % 7
  const hours = [
    {
      id: 'seldom',
      name: { en: 'Seldom', zh: '偶尔' },
      timeZone: 'Asia/Kathmandu',
      week: [{ day, from: '09:00', to: '09:30' }],
      holidays: [],
    },
  ]
  expect((await change(ada, 'hours', () => ({ hours }))).status).toBe(200)
  await saysEventually('I want to talk to a real person please', /away now and back on .+ at 09:00 GMT\+5:45/)
  const guest = await visitor()
  await guest.say('human')
  await guest.until((me) => me.state?.closed?.opensAt !== undefined)
  expect(guest.state).toMatchObject({ control: 'requested', position: expect.any(Number) })
  const opens = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kathmandu', timeStyle: 'short' })
  expect(opens.format(guest.state?.closed?.opensAt)).toBe('09:00')
  expect((await change(ada, 'hours', () => before)).status).toBe(200)
})

test('a queue goes only when somebody else takes what is in it; what still names it falls to general', async () => {
  const ada = await person('Ada')
  const add = await change(ada, 'queues', ({ queues, ...rest }) => ({
    ...rest,
    queues: [...queues, { id: 'repairs', name: { en: 'Repairs', zh: '维修' } }],
  }))
  expect(add.status).toBe(200)
  const guest = await visitor()
  await guest.say('human')
  await guest.until((me) => me.state?.control !== 'bot')
  const moved = await ada.act(guest.thread, 'transfer', { queue: 'repairs' })
  expect(moved.status).toBe(200)
  const loads = await ada.call<{ queues: QueueLoad[] }>('GET', '/api/queues/load')
  expect(loads.body.queues.find(({ queue }) => queue === 'repairs')).toMatchObject({ waiting: 1, online: 0 })
  const refused = await change(ada, 'queues', ({ queues, ...rest }) => ({
    ...rest,
    queues: queues.filter(({ id }) => id !== 'repairs'),
  }))
  expect([refused.status, refused.body.error?.code]).toEqual([409, 'queue_in_use'])
  const removed = await ada.call('POST', '/api/queues/repairs/remove', {
    version: add.body.version,
    to: 'returns',
  })
  expect(removed.status).toBe(200)
  expect((await ada.row(guest.thread)).queue).toBe('returns')
  const lost = await visitor()
  await lost.say('human')
  await lost.until((me) => me.state?.control !== 'bot')
  expect((await ada.act(lost.thread, 'transfer', { queue: 'nowhere' })).status).toBe(200)
  await expect.poll(async () => (await ada.row(lost.thread)).queue, { timeout: 8000 }).toBe('general')
})

test('a canned reply is unique by language, own ones are private, and what was deleted comes back', async () => {
  const [ruth, dana, mei] = [await person('Ruth'), await person('Dana'), await person('Mei')]
  const reply = {
    shortcut: 'fare-well',
    language: 'en',
    title: 'Farewell',
    text: 'Farewell!',
    personal: false,
  }
  const saved = await ruth.call<CannedReplyInfo>('PUT', '/api/canned/c-1', { version: 0, ...reply })
  expect(saved.body).toMatchObject({ version: 1, by: ruth.id })
  const clash = await ruth.call('PUT', '/api/canned/c-2', { version: 0, ...reply })
  expect([clash.status, clash.body.error?.code]).toEqual([409, 'shortcut_taken'])
  expect((await ruth.call('PUT', '/api/canned/c-3', { version: 0, ...reply, shortcut: 'a b' })).status).toBe(
    400,
  )
  expect((await dana.call('PUT', '/api/canned/c-4', { version: 0, ...reply, shortcut: 'mine' })).status).toBe(
    403,
  )
  const own = { ...reply, text: 'Bye from Dana', personal: true }
  expect((await dana.call('PUT', '/api/canned/c-5', { version: 0, ...own })).status).toBe(200)
  const farewell = async (who: Agent) =>
    (await who.call<{ canned: { shortcut: string; text: string }[] }>('GET', '/api/desk')).body.canned
      .filter(({ shortcut }) => shortcut === 'fare-well')
      .map(({ text }) => text)
  expect([await farewell(dana), await farewell(mei)]).toEqual([['Bye from Dana'], ['Farewell!']])
  expect((await mei.call('DELETE', '/api/canned/c-5')).status).toBe(404)
  expect((await ruth.call('DELETE', '/api/canned/c-1')).status).toBe(204)
  expect((await ruth.call('PUT', '/api/canned/c-1', { version: 0, ...reply })).status).toBe(200)
  expect(await farewell(mei)).toEqual(['Farewell!'])
})

test('a widget is made, its look is live at the next load, and two keys sign at a time', async () => {
  const ada = await person('Ada')
  const { accounts } = (await ada.call<{ accounts: WidgetAccount[] }>('GET', '/api/widget-accounts')).body
  const look = accounts[0]?.look
  const message = (id: string, enabled: boolean, zh = '需要帮忙吗？') => ({
    id,
    enabled,
    afterSeconds: 5,
    pages: ['/shop/*'],
    text: { en: 'May I help?', zh },
  })
  expect(look?.position).toBe('right')
  const made = await ada.call<WidgetAccount>('PUT', '/api/widget-accounts/second-shop', {
    version: 0,
    look: {
      ...look,
      accent: '#123456',
      position: 'left',
      domains: ['https://*.shop.example'],
      proactive: [message('sale', true), message('winter', false)],
    },
  })
  expect(made.body.version).toBe(1)
  const config = async () => await (await fetch(`${url}/widget/config/second-shop`)).json()
  expect(await config()).toMatchObject({ accent: '#123456', position: 'left', proactive: [{ id: 'sale' }] })
  const stale = await ada.call('PUT', '/api/widget-accounts/second-shop', { version: 0, look })
  expect([stale.status, stale.body.error?.code]).toEqual([409, 'changed_meanwhile'])
  const unreadable = { version: 1, look: { ...look, accent: 'url(x)' } }
  expect((await ada.call('PUT', '/api/widget-accounts/second-shop', unreadable)).status).toBe(400)
  // Switched on without its Chinese words, twice the same, a page with more than five stars.
  for (const proactive of [
    [message('sale', true, ' ')],
    [message('sale', true), message('sale', false)],
    [{ ...message('sale', true), pages: ['*a*b*c*d*e*f*'] }],
  ]) {
    const refused = await ada.call('PUT', '/api/widget-accounts/second-shop', {
      version: 1,
      look: { ...look, proactive },
    })
    expect([refused.status, refused.body.error?.code]).toEqual([400, 'invalid_request'])
  }
  const open = async (origin: string) =>
    (
      await fetch(`${url}/widget/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify({ account: 'second-shop', name: 'Guest' }),
      })
    ).status
  expect([await open('https://www.shop.example'), await open('https://evil.example')]).toEqual([200, 403])
  const kids: string[] = []
  for (let times = 0; times < 3; times += 1) {
    const key = await ada.call<NewKey>('POST', '/api/widget-accounts/second-shop/keys')
    expect(Buffer.from(key.body.secret, 'base64')).toHaveLength(32)
    kids.push(key.body.kid)
  }
  const now = (await ada.call<{ accounts: WidgetAccount[] }>('GET', '/api/widget-accounts')).body
  expect(now.accounts.find(({ id }) => id === 'second-shop')?.keys.map(({ kid }) => kid)).toEqual(
    kids.slice(1),
  )
  expect(JSON.stringify(now)).not.toContain('secret')
  expect((await (await person('Ruth')).call('GET', '/api/widget-accounts')).status).toBe(403)
})

test('two tags become one for whoever carries them', async () => {
  const ada = await person('Ada')
  const tags = [
    { id: 'vip', name: 'VIP', colour: 'iris' as const },
    { id: 'v-i-p', name: 'V.I.P.', colour: 'grey' as const },
  ]
  const saved = await change(ada, 'tags', (value) => ({ tags: [...value.tags, ...tags] }))
  const merge = { version: saved.body.version, from: 'v-i-p', to: 'vip' }
  const dana = await person('Dana')
  expect((await dana.call('POST', '/api/tags/merge', merge)).status).toBe(403)
  const merged = await ada.call<StoredSettings<'tags'>>('POST', '/api/tags/merge', merge)
  expect(merged.body.value.tags.map(({ id }) => id)).not.toContain('v-i-p')
  expect((await ada.call('POST', '/api/tags/merge', merge)).status).toBe(404)
})

test('a tag that the company gives up leaves whoever carried it, and no other', async () => {
  const ada = await person('Ada')
  const tag = (id: string) => ({ id, name: id, colour: 'grey' as const })
  const both = ['to-go', 'to-stay']
  await change(ada, 'tags', (value) => ({ tags: [...value.tags, ...both.map(tag)] }))
  const made = await ada.call<{ id: string }>('POST', '/api/customers', {
    clientId: 'tag-journey-1',
    values: { name: 'Tagged' },
  })
  const tagged = { ids: [made.body.id], add: both }
  await expect.poll(async () => (await ada.call('POST', '/api/customers/tags', tagged)).status).toBe(200)
  const used = await ada.call<{ counts: Record<string, number> }>('GET', '/api/tags/use')
  expect(both.map((id) => used.body.counts[id])).toEqual([1, 1])
  await change(ada, 'tags', (value) => ({ tags: value.tags.filter(({ id }) => id !== 'to-go') }))
  const now = await ada.call<{ tags: string[] }>('GET', `/api/customers/${made.body.id}`)
  expect(now.body.tags).toEqual(['to-stay'])
})

test('a customer made by hand is one however often, is found by each filter, and carries notes', async () => {
  const [ada, dana, theo] = [await person('Ada'), await person('Dana'), await person('Theo')]
  const fields = [
    { id: 'fit', label: { en: 'Fit', zh: '版型' }, type: 'choice' as const, choices: ['slim', 'wide'] },
    { id: 'club', label: { en: 'Club', zh: '会员' }, type: 'yesno' as const },
  ]
  await change(ada, 'fields', (value) => ({ fields: [...value.fields, ...fields] }))
  await change(ada, 'tags', (value) => ({
    tags: [...value.tags, { id: 'by-hand', name: 'By hand', colour: 'teal' }],
  }))
  const clientId = 'made-by-hand'
  const make = async (who: Agent, values: Record<string, string>) =>
    await who.call<{ id: string }>('POST', '/api/customers', { clientId, values })
  expect((await make(theo, { name: 'No' })).status).toBe(403)
  const wrong = await make(dana, { name: 'Yara', email: 'nowhere', 'fields.fit': 'square' })
  expect(wrong.body.error?.details).toMatchObject({
    fields: [
      { field: 'email', problem: 'email_invalid' },
      { field: 'fields.fit', problem: 'choice_unknown' },
    ],
  })
  expect((await make(dana, { city: 'Oslo' })).body.error?.code).toBe('invalid_request')
  const values = {
    name: 'Yara Handmade',
    email: 'yara@journey.example',
    vip: 'yes',
    'fields.fit': 'slim',
    'fields.club': 'yes',
  }
  const [first, again] = [await make(dana, values), await make(dana, values)]
  expect([first.status, again.body.id]).toEqual([201, first.body.id])
  const { id } = first.body

  const tag = async (body: Record<string, unknown>) =>
    await dana.call<{ changed: string[] }>('POST', '/api/customers/tags', { ids: [id], ...body })
  expect((await tag({ add: ['nobody-has-it'] })).body.error?.code).toBe('invalid_request')
  expect((await tag({ add: ['by-hand'] })).body.changed).toEqual([id])
  expect((await tag({ add: ['by-hand'] })).body.changed).toEqual([])

  /** Whether the list has them. */
  const has = async (filter: string) =>
    (await dana.call<CustomerPage>('GET', `/api/customers?q=yara@journey.example&${filter}`)).body.rows.some(
      (row) => row.id === id,
    )
  for (const [fits, not] of [
    ['tag=by-hand', 'tag=vip'],
    ['vip=yes', 'vip=no'],
    ['seen=7', 'seen=older'],
    ['field=fit:slim', 'field=fit:wide'],
    ['field=club:yes', 'field=club:no'],
    ['blocked=no', 'blocked=yes'],
    // Made by hand, they never wrote on any channel.
    ['', 'channel=web'],
  ] as const)
    expect([fits, await has(fits), await has(not)]).toEqual([fits, true, false])
  expect((await dana.call('GET', '/api/customers?field=nothing')).status).toBe(400)
  expect((await ada.call('POST', `/api/customers/${id}/block`, { reason: 'A test' })).status).toBe(204)
  expect([await has('blocked=yes'), await has('blocked=no')]).toEqual([true, false])

  const notes = `/api/customers/${id}/notes`
  const write = async () =>
    await dana.call<CustomerNote>('POST', notes, { clientId: 'note-by-hand', text: 'Calls in the evening' })
  const note = (await write()).body
  expect((await write()).body.id).toBe(note.id)
  const edit = async (who: Agent, body: Record<string, unknown>) =>
    await who.call<CustomerNote>('PATCH', `${notes}/${note.id}`, body)
  expect((await edit(ada, { text: 'Mine now' })).status).toBe(403)
  expect((await edit(theo, { pinned: true })).status).toBe(403)
  expect((await edit(ada, { pinned: true })).body.pinned).toBe(true)
  expect((await edit(dana, { text: 'Calls at noon' })).body).toMatchObject({
    text: 'Calls at noon',
    before: [{ text: 'Calls in the evening' }],
  })
  const listed = async () => (await theo.call<{ notes: CustomerNote[] }>('GET', notes)).body.notes
  expect((await listed()).map(({ text }) => text)).toEqual(['Calls at noon'])
  await edit(dana, { deleted: true })
  expect(await listed()).toEqual([])
  expect((await dana.call('POST', '/api/customers/c_nobody/notes', { clientId, text: 'x' })).status).toBe(404)
})
