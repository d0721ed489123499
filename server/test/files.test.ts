import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stack, startStack } from '../../scripts/lib/stack.ts'
import { seedInstall } from '../src/demo/seed-install.ts'
import { Agent, Customer, guestList, newId } from './support/people.ts'
import { pdfOf, picture } from './support/sample-files.ts'

let stack: Stack
let url: string
let logins: { name: string; email: string; password: string }[]
const keep = guestList()

beforeAll(async () => {
  stack = await startStack({
    name: 'files',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test', PARLEY_OFFER_SECONDS: '60', PARLEY_MAX_FILE_MB: '2' },
  })
  url = stack.urls[0] ?? ''
  logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
}, 120_000)
afterAll(async () => await stack?.stop())

const visitor = async () => keep(await Customer.open(url, { name: 'Guest' }))
async function agent(name: string): Promise<Agent> {
  const login = logins.find((one) => one.name.startsWith(name))
  if (!login) throw new Error(name)
  return keep(await Agent.signIn(url, login))
}
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

test('a picture and no word: the bot asks what it is about, a second goes to a person; files go both ways', async () => {
  const dana = await agent('Dana')
  const guest = await visitor()
  const png = await picture('png', { width: 300, height: 200 })
  const { status, body: image } = await guest.upload(png, 'broken zip.exe')
  expect([status, image]).toMatchObject([
    201,
    { type: 'image', name: 'broken zip.png', mime: 'image/png', width: 300 },
  ])

  const id = newId()
  expect(await guest.send({ files: [image.id] }, id)).toMatchObject({ ok: true, duplicate: false })
  expect(await guest.send({ files: [image.id] }, id)).toMatchObject({ ok: true, duplicate: true })
  expect(await guest.send({ files: [image.id], text: 'other' }, id)).toMatchObject({
    error: { code: 'id_reused' },
  })
  await guest.until((me) => me.texts('bot').length > 0)
  expect(guest.texts('bot').join(' ')).toMatch(/I have your file.*What is it about/s)
  expect(guest.files('customer')).toEqual([image])

  const pdf = pdfOf('the invoice')
  const { body: document } = await guest.upload(pdf, '发票.pdf')
  await guest.send({ files: [document.id, image.id] })
  await dana.offered(guest.thread)
  await dana.act(guest.thread, 'accept')
  const { entries, row } = await dana.open(guest.thread)
  const said = entries.flatMap(({ by, body }) =>
    by.type === 'customer' && body.kind === 'message' ? [body.parts] : [],
  )
  expect(said).toEqual([[image], [document, image]])
  expect(row.preview).toBeDefined()
  expect(row.intent).toBeUndefined()
  const seen = await dana.fetchFile(guest.thread, document.id)
  expect((await bytesOf(seen)).equals(pdf)).toBe(true)
  const small = await dana.fetchFile(guest.thread, image.id, { query: '?size=thumb' })
  expect([small.headers.get('content-type'), small.status]).toEqual(['image/webp', 200])

  // The agent's answer: words and a file, sent twice under one id.
  const csv = Buffer.from('order,total\nNW-1,10\n')
  const { body: table } = await dana.upload(guest.thread, csv, 'orders.csv')
  const clientId = newId()
  expect((await dana.reply(guest.thread, 'Here you are', { files: [table.id], clientId })).status).toBe(202)
  expect(
    (await dana.reply(guest.thread, 'Here you are', { files: [table.id], clientId })).body,
  ).toMatchObject({ duplicate: true })
  await guest.until((me) => me.files('agent').length > 0)
  expect(guest.files('agent')).toEqual([table])
  const got = await fetch(await guest.addressOf(table.id))
  expect((await bytesOf(got)).equals(csv)).toBe(true)
  expect(Object.fromEntries(got.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="orders.csv"; filename*=UTF-8''orders.csv`,
    'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
    'cross-origin-resource-policy': 'cross-origin',
  })
})

test('parts of a file, none of it, and more than there is', async () => {
  const guest = await visitor()
  const bytes = Buffer.from(randomBytes(300_000).toString('hex'))
  const { body } = await guest.upload(bytes, 'long.txt')
  const address = await guest.addressOf(body.id)
  const part = async (range: string) => await fetch(address, { headers: { range } })
  const middle = await part('bytes=262140-262150')
  expect([middle.status, middle.headers.get('content-range')]).toEqual([206, 'bytes 262140-262150/600000'])
  expect((await bytesOf(middle)).equals(bytes.subarray(262_140, 262_151))).toBe(true)
  const end = await part('bytes=-5')
  expect((await bytesOf(end)).equals(bytes.subarray(-5))).toBe(true)
  expect((await part('bytes=600000-')).status).toBe(416)
  const head = await fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '600000'])
})

describe('who may have a file', () => {
  test('nobody but the customer and who may read the conversation', async () => {
    const [dana, mei, tom] = [await agent('Dana'), await agent('Mei'), await agent('Tom')]
    const [guest, stranger] = [await visitor(), await visitor()]
    const { body } = await guest.upload(pdfOf('mine'), 'mine.pdf')
    expect((await dana.fetchFile(guest.thread, body.id)).status).toBe(404)
    await guest.send({ files: [body.id], text: 'I want to talk to a real person please' })
    await guest.until((me) => me.notices().includes('handoff_requested'))
    expect((await dana.act(guest.thread, 'claim')).status).toBe(200)
    expect((await dana.act(guest.thread, 'transfer', { queue: 'returns' })).status).toBe(200)
    await mei.offered(guest.thread)
    expect((await mei.act(guest.thread, 'accept')).status).toBe(200)
    expect((await dana.fetchFile(guest.thread, body.id)).status).toBe(200)
    expect((await tom.fetchFile(guest.thread, body.id)).status).toBe(403)
    expect((await tom.upload(guest.thread, pdfOf('x'), 'x.pdf')).status).toBe(403)
    expect((await fetch(`${url}/api/threads/${guest.thread}/files/${body.id}`)).status).toBe(401)
    expect((await dana.fetchFile(stranger.thread, body.id)).status).toBe(404)
    const address = await guest.addressOf(body.id)
    expect((await fetch(address)).status).toBe(200)
    expect((await fetch(await stranger.addressOf(body.id))).status).toBe(404)
    expect((await fetch(`${url}/widget/files/${body.id}`)).status).toBe(401)
    // Not the last sign: some of its bits mean nothing.
    expect((await fetch(address.replace(/.(?=..$)/, (sign) => (sign === 'A' ? 'B' : 'A')))).status).toBe(401)
    expect((await fetch(await guest.addressOf('A'.repeat(22)))).status).toBe(404)
    // Another's file in one's own message.
    expect(await stranger.send({ files: [body.id] })).toMatchObject({ error: { code: 'unknown_file' } })
    expect(await guest.send({ files: Array(11).fill(body.id) })).toMatchObject({
      error: { code: 'invalid_request' },
    })
    expect(await guest.send({})).toMatchObject({ error: { code: 'invalid_request' } })
  })

  test('a colleague’s note with a file is not for the customer', async () => {
    const dana = await agent('Dana')
    const guest = await visitor()
    await guest.say('hello')
    await guest.until((me) => me.texts('bot').length > 0)
    const { body: file } = await dana.upload(guest.thread, pdfOf('internal'), 'internal.pdf')
    const noted = { clientId: newId(), text: '', files: [file.id] }
    const wish = await dana.call('POST', `/api/threads/${guest.thread}/notes`, noted)
    expect(wish.status).toBe(200)
    const { entries } = await dana.open(guest.thread)
    expect(entries.find(({ body }) => body.kind === 'note')?.body).toMatchObject({ files: [file] })
    expect((await fetch(await guest.addressOf(file.id))).status).toBe(404)
  })
})

test('what may not come in is refused with words, a code and the right status, and the line is free again', async () => {
  const guest = await visitor()
  const cases: [Buffer, string, number, string][] = [
    [Buffer.from('<svg onload=alert(1)>'), 'a.svg', 415, 'unsupported_file'],
    [Buffer.from('MZ\0\0\0\0'), 'a.png', 415, 'unsupported_file'],
    [Buffer.alloc(0), 'a.txt', 400, 'empty_file'],
    [Buffer.alloc(2 * 1024 * 1024 + 1, 'a'), 'a.txt', 413, 'too_large'],
  ]
  for (const [bytes, name, status, code] of cases) {
    const answer = await guest.upload(bytes, name)
    expect([answer.status, answer.body.error?.code]).toEqual([status, code])
  }
  expect((await guest.upload(pdfOf('x'), 'a.pdf', 'not a token')).status).toBe(401)
  // A sender that goes away in the middle, three times: no place is taken by the dead.
  for (let n = 0; n < 3; n += 1) await breakOff(guest)
  await expect.poll(async () => (await guest.upload(pdfOf('after'), 'a.pdf')).status).toBe(201)
})

/** Says a megabyte, sends a little of it, and is gone. */
async function breakOff({ token }: Customer): Promise<void> {
  await new Promise<void>((gone) => {
    const upload = request(`${url}/widget/files?name=a.txt`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-length': 1_000_000 },
    })
    upload.on('error', () => gone())
    upload.write('a'.repeat(300_000), () => upload.destroy())
    upload.on('close', () => gone())
  })
}

test('a proactive message that is answered stands before the answer, once', async () => {
  const config = (await (await fetch(`${url}/widget/config/northwind-web`)).json()) as {
    proactive: { id: string }[]
  }
  expect(config.proactive).toMatchObject([{ id: 'basket-help', afterSeconds: 25 }])
  const guest = await visitor()
  const opener = { id: 'basket-help', language: 'zh' }
  const id = newId()
  await guest.send({ text: 'how long does delivery take?', opener }, id)
  expect(await guest.send({ text: 'how long does delivery take?', opener }, id)).toMatchObject({
    duplicate: true,
  })
  await guest.until((me) => me.texts('bot').length > 1)
  expect(guest.shown.slice(0, 2).map(({ by }) => by.type)).toEqual(['bot', 'customer'])
  expect(guest.texts()[0]).toMatch(/^尺码/)
  await guest.send({ text: 'and to France?', opener })
  await guest.until((me) => me.texts('customer').length === 2 && me.texts('bot').length > 2)
  expect(guest.texts().filter((text) => text.startsWith('尺码'))).toHaveLength(1)
  const invented = await visitor()
  expect(await invented.send({ text: 'hi', opener: { id: 'none', language: 'en' } })).toMatchObject({
    ok: true,
  })
  await invented.until((me) => me.texts('bot').length > 0)
  expect(invented.shown[0]?.by.type).toBe('customer')
})

test('where a visit comes from stands beside the conversation, without what may be secret in it', async () => {
  const dana = await agent('Dana')
  const answer = await fetch(`${url}/widget/session`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36',
    },
    body: JSON.stringify({
      account: 'northwind-web',
      name: 'Guest',
      page: 'https://me:pw@shop.example/shoes?token=secret#x',
      title: 'Shoes\u202e <b>now</b>',
      referrer: 'javascript:alert(1)',
    }),
  })
  const { token } = (await answer.json()) as { token: string }
  const guest = keep(await Customer.open(url, { token }))
  await guest.say('hello')
  await guest.until((me) => me.texts('bot').length > 0)
  const { customer } = await dana.row(guest.thread)
  const { body } = await dana.call<{ visit: object }>('GET', `/api/customers/${customer.id}`)
  expect(body.visit).toMatchObject({
    page: 'https://shop.example/shoes',
    title: 'Shoes <b>now</b>',
    browser: 'Chrome 131',
    system: 'Windows',
  })
  expect(body.visit).not.toHaveProperty('referrer')
})
