import { describe, expect, test } from 'vitest'
import { auditModel } from '../src/agents/audit.ts'
import type { CustomerPage, ImportList, Timeline } from '../src/contract/index.ts'
import { importPerson, importRowsOn, importsOn } from '../src/customers/csv/import-record.ts'
import { createImports } from '../src/customers/csv/imports.ts'
import { customersOn } from '../src/customers/customer.ts'
import { identitiesOn } from '../src/customers/identity.ts'
import { fileChunksOn } from '../src/files/file-record.ts'
import { ownFilter } from '../src/storage/own-filter.ts'
import { tasksOn } from '../src/tasks/task.ts'
import { createTasks } from '../src/tasks/tasks.ts'
import { detailOf, dieAtInsert, importDesk, importSettings, planOf } from './support/import-desk.ts'
import { startInstance } from './support/instance.ts'
import { storeOfFile } from './support/store.ts'

const file = storeOfFile()
const desk = importDesk(file)
const { ask, upload, find, reach, check, start, bring, badRows, search, namesOf, renamed } = desk

describe('a file with broken rows', () => {
  const text = [
    'Full name,E-Mail,Mobile,鞋码,Tags,Met on,Remarks',
    'Åsa Öberg,Asa@Example.org,+46 8 555 0101,39,Hiker,2026-03-01,"kept, out"',
    'No Mail,,+46 8 555 0102,40,,,',
    '"Never closed,open@example.org,,,,,',
    'Wrong,not an address,12,huge,Ghost,03/04/2026,',
    '<img src=x onerror=alert(1)>,xss@example.org,,,,,',
    '=HYPERLINK("http://evil.example"),formula@example.org,,,,,',
    'Twice,asa@example.ORG,,,,,',
    'Too,many@example.org,,,,,,cells',
    'Last One,last@example.org,,41,,,',
  ].join('\r\n')

  test('is checked without a trace, imported but for them, and each is named with its line and why', async () => {
    const before = await customersOn(file.admin).countDocuments()
    const made = detailOf(await upload(text))
    expect(made).toMatchObject({
      name: 'people.csv',
      state: 'uploaded',
      preview: {
        encoding: 'utf-8',
        delimiter: ',',
        columns: ['name', 'email', 'phone', 'fields.shoe-size', 'tags', 'fields.met', null],
        key: 'email',
      },
    })
    const counts = { rows: 9, created: 4, updated: 0, unchanged: 0, skipped: 0, bad: 5 }
    expect((await check(made)).checked).toEqual(counts)
    expect(await customersOn(file.admin).countDocuments()).toBe(before)
    await start(made.id)
    expect((await reach(made.id, 'done')).done).toEqual(counts)
    expect(await customersOn(file.admin).countDocuments()).toBe(before + 4)
    const { rows, heads } = await badRows(made.id)
    expect(heads).toHaveLength(7)
    expect(
      rows.map(({ line, problems }) => [line, ...problems.map(({ problem, column }) => [problem, column])]),
    ).toEqual([
      [3, ['key_missing', 1]],
      [4, ['quote_open', undefined]],
      [
        5,
        ['email_invalid', 1],
        ['phone_invalid', 2],
        ['number_unreadable', 3],
        ['tag_unknown', 4],
        ['date_unreadable', 5],
      ],
      [8, ['same_as_line', 1]],
      [9, ['columns_surplus', 7]],
    ])
    expect(rows[3]?.problems[0]?.other).toBe(2)
    const report = await ask(`/api/customer-imports/${made.id}/bad-rows.csv?lang=zh`)
    expect(report.text).toMatch(/^\u{feff}行号,列,未导入的原因,Full name,E-Mail/u)
    expect(report.text).toContain('与第 2 行是同一位客户')
    expect(report.headers['content-disposition']).toContain('attachment')
  })

  test('what came is found by every word of it, with where it came from', async () => {
    expect(await namesOf('q=oberg')).toEqual(['Åsa Öberg'])
    expect(await namesOf('q=085550101')).toEqual(['Åsa Öberg'])
    expect(await namesOf('q=hyperlink')).toEqual(['=HYPERLINK("http://evil.example")'])
    const [asa] = await search('q=asa%40example.org')
    expect(asa).toMatchObject({ tags: ['hiker'], fields: { 'shoe-size': 39, met: '2026-03-01' } })
    const { items } = (await ask(`/api/customers/${asa?.id}/timeline`)).json as unknown as Timeline
    const [made] = items
    if (made?.kind !== 'change' || !made.import) throw new Error('not told')
    expect(made).toMatchObject({
      what: 'imported',
      by: { id: 'admin' },
      import: { line: 2 },
      added: ['hiker'],
    })
    expect(await search(`import=${made.import.id}`)).toHaveLength(4)
    // A hand that changes the name or the address keeps the search true.
    await ask(`/api/customers/${asa?.id}`, {
      method: 'PATCH',
      body: {
        changes: {
          name: { from: 'Åsa Öberg', to: 'Astrid Lind' },
          email: { from: 'asa@example.org', to: 'al@example.org' },
        },
      },
    })
    expect(await namesOf('q=lind+al%40example')).toEqual(['Astrid Lind'])
    expect(await namesOf('q=oberg')).toEqual([])
  })

  test('the file is gone afterwards, and who did what is in the audit', async () => {
    const done = await bring('Name,E-mail\nBo,bo@example.org\n')
    // The import is done first, and tidies up then.
    await expect.poll(() => fileChunksOn(file.admin).countDocuments(), { interval: 20 }).toBe(0)
    const audits = await auditModel(file.admin).find({ target: done.id }).lean()
    expect(audits.map(({ action, actor }) => [action, actor])).toEqual([
      ['customer.import', 'admin'],
      ['customer.imported', 'admin'],
    ])
    expect(audits[1]?.details).toMatchObject({ created: 1, rows: 1 })
    expect((await start(done.id)).json.error?.code).toBe('wrong_state')
  })
})

describe('people who are there already', () => {
  test('are changed where the file says more, left alone on wish, and never doubled', async () => {
    const text = 'Your number;Name;City;Tags\nK-1;Ann;Oslo;\nK-2;Ben;;Hiker\n'
    expect((await bring(text, { key: 'externalId' })).done).toMatchObject({ created: 2 })
    const more = 'Your number\tName\tCity\nK-1\tAnna\tBergen\nK-2\tBen\t\nK-3\tCleo\tRome\n'
    expect((await bring(more, { key: 'externalId', existing: 'skip' })).done).toMatchObject({
      created: 1,
      skipped: 2,
    })
    expect((await bring(more, { key: 'externalId' })).done).toMatchObject({ updated: 1, unchanged: 2 })
    expect(await search('q=K-1')).toMatchObject([{ name: 'Anna', city: 'Bergen' }])
    // Conversations carry the name: they hear of it.
    expect(renamed).toEqual(['Anna'])
    expect(await search('q=K-2')).toMatchObject([{ name: 'Ben', tags: ['hiker'] }])
  })

  test('other letters: UTF-16 and GB18030', async () => {
    const wide = Buffer.from('\u{feff}姓名,邮箱\r\n王芳,wf@example.org\r\n', 'utf16le')
    const made = detailOf(await upload(wide))
    expect(made.preview).toMatchObject({
      encoding: 'utf-16le',
      columns: ['name', 'email'],
      rows: [{ line: 2, cells: ['王芳', 'wf@example.org'] }],
    })
    expect((await ask(`/api/customer-imports/${made.id}`, { method: 'DELETE' })).status).toBe(204)
    // 姓名,邮箱 and 李雷,ll@example.org
    const head = Buffer.of(0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd3, 0xca, 0xcf, 0xe4, 10, 0xc0, 0xee, 0xc0, 0xd7)
    expect((await bring(Buffer.concat([head, Buffer.from(',ll@example.org\n')]))).done).toMatchObject({
      created: 1,
    })
    expect(await namesOf('q=%E6%9D%8E%E9%9B%B7')).toEqual(['李雷'])
  })
})

test('export, import and export again is the same table, formulas and all', async () => {
  const table = async (lang: string) =>
    (await ask(`/api/customer-export?lang=${lang}`, { as: 'supervisor' })).text
  const first = await table('en')
  expect(first).toContain(`"'=HYPERLINK(""http://evil.example"")"`)
  expect(first).toContain("'+46 8 555 0101")
  const done = await bring(first, { key: 'id' })
  expect(done.done).toMatchObject({ bad: 0, created: 0, updated: 0 })
  expect(await table('en')).toBe(first)
  // Into a store that has none of them.
  const zh = await table('zh')
  await customersOn(file.admin).deleteMany({})
  expect((await bring(zh, { key: 'id' })).done).toMatchObject({ bad: 0, created: done.done?.rows })
  const known = (text: string) =>
    text
      .split('\r\n')
      .map((line) => line.split(',').slice(0, -4).join())
      .toSorted()
  expect(known(await table('en'))).toEqual(known(first))
  const audits = await auditModel(file.admin)
    .find({ action: 'customer.exported', actor: 'supervisor' })
    .lean()
  expect(audits.at(-1)?.details).toMatchObject({ customers: done.done?.rows, whole: true })
  expect((await ask('/api/customer-export?q=lind')).text.trim().split('\r\n')).toHaveLength(2)
})

describe('what is no table, and who may not', () => {
  const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200, 7)])
  test.each([
    ['a workbook under another name', zip, 415, { why: 'spreadsheet' }],
    [
      'bytes that are no letters',
      Buffer.from(Array.from({ length: 999 }, (_, n) => n % 30)),
      415,
      { why: 'binary' },
    ],
    ['more columns than anybody has', `${'a,'.repeat(10_000)}\n1\n`, 415, { why: 'columns' }],
    ['a head and nothing below it', 'Name,E-mail\n\n', 415, { why: 'no_rows' }],
    ['a head that cannot be read', '"Name,E-mail\nx,y\n', 415, { why: 'head' }],
    ['an empty file', '\n', 400, undefined],
  ])('%s', async (_what, text, status, details) => {
    const answer = await upload(text)
    expect([answer.status, answer.json.error?.details]).toEqual([
      status,
      details && expect.objectContaining(details),
    ])
    expect(await fileChunksOn(file.admin).countDocuments()).toBe(0)
  })

  test('a file that is too large is refused before it is read', async () => {
    const answer = await ask('/api/customer-imports', {
      method: 'POST',
      raw: 'x',
      headers: { 'content-length': String(51 * 1024 * 1024) },
    })
    expect([answer.status, answer.json.error?.code]).toEqual([413, 'too_large'])
  })

  test('NUL bytes and letters of another encoding are bad rows', async () => {
    const text = Buffer.concat([
      Buffer.from('Name,E-mail\nN\0l,nul@example.org\nB'),
      Buffer.of(0xff),
      Buffer.from('d,bad@example.org\n'),
    ])
    const made = detailOf(await upload(text))
    await check(made, { encoding: 'utf-8' })
    expect((await badRows(made.id)).rows.map(({ problems }) => problems[0]?.problem)).toEqual([
      'binary',
      'letters_unreadable',
    ])
    expect((await ask(`/api/customer-imports/${made.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await ask(`/api/customer-imports/${made.id}`)).status).toBe(404)
  })

  test('a plan that does not fit its file is refused in words', async () => {
    const made = detailOf(await upload('Name,E-mail\nx,x@example.org\n'))
    for (const columns of [['name'], ['email', 'email'], ['name', 'fields.gone'], ['name', null]]) {
      const answer = await ask(`/api/customer-imports/${made.id}/check`, {
        method: 'POST',
        body: planOf(made, { columns, key: 'email' }),
      })
      expect([answer.status, answer.json.error?.code]).toEqual([400, 'invalid_request'])
    }
    expect((await start(made.id)).status).toBe(409)
  })

  test('an agent neither imports nor exports', async () => {
    expect((await upload('Name\nx\n', 'x.csv', 'agent')).status).toBe(403)
    for (const path of ['/api/customer-imports', '/api/customer-imports/i_1', '/api/customer-export'])
      expect((await ask(path, { as: 'agent' })).json.error?.code).toBe('forbidden')
  })
})

test('an address that a file brings is vouched for, but not against a signature that was given before', async () => {
  const rows = 'Your number,E-mail\nS-1,new1@example.org\nS-2,new2@example.org\n'
  await bring('Your number,Name\nS-1,Signed\nS-2,Nobody came\n', { key: 'externalId' })
  const [signed] = await search('q=S-1')
  await identitiesOn(file.admin).create([
    { _id: 'w:user:s1', customer: signed?.id ?? '', verified: true, createdAt: new Date() },
  ])
  expect((await bring(rows, { key: 'externalId' })).done).toMatchObject({ updated: 2 })
  const kept = await customersOn(file.admin)
    .find(ownFilter({ externalId: { $in: ['S-1', 'S-2'] } }))
    .sort({ externalId: 1 })
    .lean()
  expect(kept.map(({ email, emailVerified }) => [email, emailVerified])).toEqual([
    ['new1@example.org', false],
    ['new2@example.org', true],
  ])
})

describe('a file that is not wanted', () => {
  const text = 'Name,E-mail\nBo,not an address\nMo,mo@example.org\n'

  test('is kept when its import has begun, and so is what could not be read', async () => {
    const before = await fileChunksOn(file.admin).countDocuments()
    const made = detailOf(await upload(text))
    await check(made)
    await desk.stopWorker()
    await start(made.id)
    const answer = await ask(`/api/customer-imports/${made.id}`, { method: 'DELETE' })
    expect([answer.status, answer.json.error?.code]).toEqual([409, 'wrong_state'])
    expect(await fileChunksOn(file.admin).countDocuments()).toBe(before + 1)
    expect(await importRowsOn(file.admin).countDocuments({ _id: `${made.id}:check:000000` })).toBe(1)
    desk.replaceWorker('next')
    expect((await reach(made.id, 'done')).done).toMatchObject({ created: 1, bad: 1 })
    // The file goes after the import is done; the next test counts files.
    await expect
      .poll(async () => await fileChunksOn(file.admin).countDocuments(), { timeout: 10_000 })
      .toBe(before)
  })

  test('is gone also when its import begins in that moment, which ends with words', async () => {
    const before = await fileChunksOn(file.admin).countDocuments()
    const made = detailOf(await upload(text))
    await check(made)
    await desk.stopWorker()
    const { connection } = desk.core()
    const tasks = createTasks(connection)
    const by = { id: 'admin', name: 'Ada' }
    const imports = createImports({
      ...desk.core(),
      settings: importSettings,
      tasks: {
        ...tasks,
        // The other person is faster than the record is told of the task.
        begin: async (wish) => {
          const task = await tasks.begin(wish)
          await imports.discard(made.id, by)
          return task
        },
      },
    })
    await expect(imports.start(made.id, by)).rejects.toMatchObject({ code: 'not_found' })
    const task = await tasksOn(connection)
      .findOne({ 'input.import': made.id, kind: 'customer-import' })
      .lean()
    expect(task?.state).toBe('cancelled')
    // One that was taken up before it could be cancelled finds nothing either.
    const uncancelled = await tasks.begin({ kind: 'customer-import', by, input: task?.input })
    desk.replaceWorker('next')
    const ended = async () => (await tasks.find(uncancelled.id)).error?.code
    await expect.poll(ended, { timeout: 10_000, interval: 20 }).toBe('not_found')
    expect(await importRowsOn(file.admin).countDocuments({ _id: `${made.id}:check:000000` })).toBe(0)
    expect(await fileChunksOn(file.admin).countDocuments()).toBe(before)
    await imports.discard(made.id, by)
  })
})

test('the list has every import once, also those of one moment, page by page', async () => {
  const { sealer } = desk.core()
  const ids = Array.from({ length: 65 }, (_, n) => `i_same${String(n).padStart(2, '0')}`)
  await importsOn(file.admin).create(
    await Promise.all(
      ids.map(async (_id) => ({
        _id,
        by: { id: 'admin', name: 'Ada' },
        at: new Date(1_700_000_000_000),
        about: await sealer.seal(importPerson(_id), JSON.stringify({ name: 'x.csv', heads: [] })),
        bytes: 1,
        encoding: 'utf-8' as const,
        delimiter: ',' as const,
      })),
    ),
  )
  const pageOf = async (cursor?: string) =>
    (await ask(`/api/customer-imports${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`))
      .json as unknown as ImportList
  const shown: string[] = []
  for (let page = await pageOf(); ; page = await pageOf(page.next)) {
    shown.push(...page.imports.map(({ id }) => id))
    if (!page.next) break
  }
  expect(new Set(shown).size).toBe(shown.length)
  expect(shown.filter((id) => id.startsWith('i_same'))).toEqual(ids.toReversed())
  await importsOn(file.admin).deleteMany({ bytes: 1 })
  for (const cursor of ['1700000000000', '1.x', 'a.i_1', `1.i_${'x'.repeat(40)}`])
    expect((await ask(`/api/customer-imports?cursor=${cursor}`)).json.error?.code).toBe('invalid_request')
})

test('a worker that dies in the middle: another goes on, nobody is lost and nobody doubled', async () => {
  const rows = process.env['TEST_FULL'] === '1' ? 50_000 : 1600
  const lines = Array.from({ length: rows }, (_, n) =>
    n % 100 === 7 ? 'Bad,nothing' : `Person ${n},p${n}@bulk.example`,
  )
  const made = detailOf(await upload(`Name,E-mail\n${lines.join('\n')}\n`))
  await check(made)
  await desk.stopWorker()
  // It dies after the customers of its third batch are written and before that is written down anywhere.
  const doomed = await startInstance({ uri: file.uri })
  const died = dieAtInsert(doomed, 3)
  const half = desk.workElsewhere(doomed, 'doomed')
  const from = performance.now()
  await start(made.id)
  await died
  await tasksOn(file.admin).updateOne(
    { _id: (await find(made.id)).task?.id ?? '' },
    { $set: { 'lease.until': new Date(0) } },
  )
  desk.replaceWorker('heir')
  const bad = rows / 100
  expect((await reach(made.id, 'done')).done).toEqual({
    rows,
    created: rows - bad,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    bad,
  })
  if (rows > 1600)
    console.log(`${rows} lines, a death in the middle: ${Math.round(performance.now() - from)} ms`)
  const bulk = await customersOn(file.admin).find({ 'imported.import': made.id }, { email: 1 }).lean()
  expect([bulk.length, new Set(bulk.map(({ email }) => email)).size]).toEqual([rows - bad, rows - bad])
  const { items } = (await ask(`/api/customers/${bulk[0]?._id}/timeline`)).json as unknown as Timeline
  expect(items).toHaveLength(1)
  await expectFoundPieceByPiece(rows - bad)
  expect(await importRowsOn(file.admin).countDocuments()).toBeGreaterThan(0)
  void half.stop()
}, 600_000)

/** Everybody has these words: their list comes whole, and no question to the store is about all of them. */
async function expectFoundPieceByPiece(all: number): Promise<void> {
  const { connection } = desk.core()
  const limits: unknown[] = []
  connection.set('debug', (collection: string, method: string, ...args: unknown[]) => {
    if (collection === 'customers' && method === 'find')
      limits.push((args.at(-1) as { limit?: number }).limit)
  })
  const pageOf = async (cursor = '') =>
    (await ask(`/api/customers?q=bulk+example&sort=name${cursor && `&cursor=${cursor}`}`))
      .json as unknown as CustomerPage
  const first = await pageOf()
  expect([first.rows.length, first.total, first.capped]).toEqual([60, 60, true])
  const ids = first.rows.map(({ id }) => id)
  for (let page = first; page.next && ids.length < 2000; ) {
    page = await pageOf(page.next)
    ids.push(...page.rows.map(({ id }) => id))
  }
  expect([ids.length, new Set(ids).size]).toEqual([Math.min(all, 2040), Math.min(all, 2040)])
  limits.length = 0
  const none = (await ask('/api/customers?q=bulk+nobody')).json as unknown as CustomerPage
  const [one] = await search('q=p1234')
  expect([none.rows, none.total]).toEqual([[], 0])
  // Of many lines there are more that begin so.
  expect(one?.name).toMatch(/^Person 1234\d?$/)
  const [, sparse] = await search('q=person+p15')
  expect(sparse?.name).toMatch(/^Person 15/)
  connection.set('debug', false)
  expect(limits.every((limit) => typeof limit === 'number' && limit >= 1 && limit <= 1001)).toBe(true)
}
