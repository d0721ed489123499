import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportDelimiter, ImportKey, ImportPlan } from '../../contract/index.ts'
import type { Customer } from '../customer.ts'
import { newCustomer } from '../values.ts'
import { exportHeads, guessColumns, guessKey, importFields } from './columns.ts'
import { createEncodingCheck, decoded, guessDelimiter } from './encoding.ts'
import { rowOf } from './export.ts'
import { neutral, original } from './formula.ts'
import { type Judge, judge } from './match.ts'
import { planRow } from './plan-row.ts'
import { type FileRow, MAX_ROW, readRows } from './read-rows.ts'
import { writeRow } from './write-rows.ts'

async function rowsOf(text: string, { at = 7, delimiter = ',' as ImportDelimiter } = {}): Promise<FileRow[]> {
  const pieces = async function* () {
    for (let from = 0; from < text.length; from += at) yield text.slice(from, from + at)
  }
  const rows: FileRow[] = []
  for await (const row of readRows(pieces(), delimiter)) rows.push(row)
  return rows
}
const cellsOf = async (text: string, options?: Parameters<typeof rowsOf>[1]) =>
  (await rowsOf(text, options)).map(({ cells }) => cells)

function encodingOf(bytes: Uint8Array, at = 5) {
  const check = createEncodingCheck()
  for (let from = 0; from < bytes.length; from += at) check.take(bytes.subarray(from, from + at))
  return check.end()
}

describe('encoding', () => {
  // 姓名,电话 and a line below it, as programs in China write it.
  const chinese = Uint8Array.of(
    0xd0,
    0xd5,
    0xc3,
    0xfb,
    0x2c,
    0xb5,
    0xe7,
    0xbb,
    0xb0,
    10,
    0xc0,
    0xee,
    0x2c,
    0x31,
  )
  const wide = Buffer.from('Name,Mail\nAmélie 李,a@b.example\n', 'utf16le')

  test.each([
    ['utf-8', Buffer.from('Name\nAmélie 李 🙂')],
    ['utf-8', Buffer.from('\u{feff}Name\nplain')],
    ['utf-16le', wide],
    ['utf-16le', Buffer.concat([Buffer.of(0xff, 0xfe), wide])],
    ['utf-16be', Buffer.from(wide).swap16()],
    ['gb18030', chinese],
    ['windows-1252', Buffer.from('Name,City\nJürgen Größe,Köln\n', 'latin1')],
    [undefined, Buffer.from(Array.from({ length: 500 }, (_, n) => (n * 7) % 32))],
  ])('%s is known by its bytes, however they are cut', (encoding, bytes) => {
    for (const at of [1, 2, 5, 1000]) expect(encodingOf(bytes, at)).toBe(encoding)
  })

  test('a text is decoded over the cuts of its pieces, without the mark at its beginning', async () => {
    const pieces = async function* () {
      for (const byte of Buffer.concat([Buffer.of(0xff, 0xfe), wide])) yield Uint8Array.of(byte)
    }
    let text = ''
    for await (const piece of decoded(pieces(), 'utf-16le')) text += piece
    expect(text).toBe('Name,Mail\nAmélie 李,a@b.example\n')
  })

  test.each<[ImportDelimiter, string]>([
    [',', 'a,b,c\n1,"x;y;z;w",3\n'],
    [';', 'a;b\n1,5;2,5\n3,1;4\n'],
    ['\t', 'name\tcity, country\nx\ty, z\n'],
    [',', 'one column\nonly\n'],
  ])('%j stands between the cells', (delimiter, text) => expect(guessDelimiter(text)).toBe(delimiter))
})

describe('rows', () => {
  test('any table that is written is read back, with its lines, however the file is cut', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', '=', "'", '李', '\t'),
    })
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(text, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
      )
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, at) => {
        const written = rows.map(writeRow).join('')
        const wanted = rows.filter((cells) => cells.some((cell) => neutral(cell).trim() !== ''))
        const read = await rowsOf(written, { at })
        expect(read.map(({ cells, fault }) => fault ?? cells.map(original))).toEqual(wanted)
      }),
      { numRuns: 300 },
    )
  })

  test('every row knows the line it begins in, also behind breaks in cells and empty lines', async () => {
    const text = 'a,b\r\n"1\r\n2\n3",x\r\n\r\n   ,\r\ny,z\rlast,"line"'
    for (const at of [1, 3, 1000])
      expect((await rowsOf(text, { at })).map(({ line, cells }) => [line, ...cells])).toEqual([
        [1, 'a', 'b'],
        [2, '1\r\n2\n3', 'x'],
        [7, 'y', 'z'],
        [8, 'last', 'line'],
      ])
  })

  test('a quote inside a cell is a letter; padding behind a closing one is none', async () => {
    expect(await cellsOf('a,b\n5" screen,"x" ,\n')).toEqual([
      ['a', 'b'],
      ['5" screen', 'x', ''],
    ])
  })

  test('a quote that is never closed spoils its own line and no other', async () => {
    const text = 'a,b\n1,2\n3,"4\n5,6\n7,8\n'
    for (const at of [1, 4, 1000])
      expect((await rowsOf(text, { at })).map(({ line, cells, fault }) => fault ?? [line, ...cells])).toEqual(
        [[1, 'a', 'b'], [2, '1', '2'], 'quote_open', [4, '5', '6'], [5, '7', '8']],
      )
    // The next quote closes it: in the wrong place, or in one that makes too few cells.
    const closed = await rowsOf('a,b\n1,"2\n3,"4"\n"5,6\n7,8"\n9,10\n')
    expect((await rowsOf('a,b\n"1"x,2\n'))[1]?.fault).toBe('quote_broken')
    expect(closed.map(({ line, fault, cells }) => [line, fault ?? cells.join()])).toEqual([
      [1, 'a,b'],
      [2, 'quote_open'],
      [3, '3,4'],
      [4, 'quote_open'],
      [5, '7,8"'],
      [6, '9,10'],
    ])
  })

  test('a cell of megabytes is one bad line, and so is a quote that stays open', async () => {
    const long = await rowsOf(`a,b\n1,${'x'.repeat(3 * MAX_ROW)}\n2,3\n`, { at: 65_536 })
    expect(long.map(({ line, fault, cells }) => [line, fault ?? cells.join()])).toEqual([
      [1, 'a,b'],
      [2, 'row_too_long'],
      [3, '2,3'],
    ])
    expect(long[1]?.cells.join().length).toBeLessThan(3000)
    const open = await rowsOf(`a,b\n"1,${'x\n'.repeat(MAX_ROW)}`, { at: 65_536 })
    expect(open[1]).toMatchObject({ line: 2, fault: 'quote_open' })
    expect(open).toHaveLength(MAX_ROW + 1)
  })
})

const named = (en: string, zh: string) => ({ en, zh })
const definitions = [
  { id: 'shoe-size', label: named('Shoe size', '鞋码'), type: 'number' as const },
  { id: 'city', label: named('City', '城市'), type: 'text' as const },
]
const tags = [
  { id: 'hiker', name: 'Hiker', colour: 'grey' as const },
  { id: 'a-b', name: 'A; B', colour: 'grey' as const },
]

describe('columns', () => {
  test('heads of other programs are known in both languages, each field once', () => {
    const heads = [
      'E-Mail Address',
      'FULL NAME',
      'Mobile',
      'e-mail',
      'Customer No.',
      'Shoe size',
      'Whatever',
      '',
    ]
    expect(guessColumns(heads, definitions)).toEqual([
      'email',
      'name',
      'phone',
      null,
      'externalId',
      'fields.shoe-size',
      null,
      null,
    ])
    expect(guessColumns(['客户姓名', '手机号', '电子邮箱', '鞋码', '标签'], definitions)).toEqual([
      'name',
      'phone',
      'email',
      'fields.shoe-size',
      'tags',
    ])
    expect(guessKey(['name', 'phone', 'email'])).toBe('email')
    expect(guessKey(['name'])).toBeUndefined()
  })

  test.each(['en', 'zh'] as const)('an export in %s knows its own heads again', (language) => {
    const fields = importFields(definitions)
    const guessed = guessColumns(exportHeads(definitions, language), definitions)
    expect(guessed.slice(0, fields.length)).toEqual(fields)
    expect(guessed.slice(fields.length).every((field) => field === null)).toBe(true)
  })
})

test('what a spreadsheet would calculate goes out as text and comes back as it was', () => {
  for (const formula of ['=1+1', '+49 30 1', '-1', '@x', '\tx', '\rx', '＝1', "'=1", "''=1"]) {
    expect(neutral(formula)).toBe(`'${formula}`)
    expect(original(neutral(formula))).toBe(formula)
  }
  for (const plain of ['', "'tis", 'a=b', '1-2', "O'Neill"]) {
    expect(neutral(plain)).toBe(plain)
    expect(original(plain)).toBe(plain)
  }
})

describe('a row', () => {
  const plan = { columns: ['name', 'email', 'fields.shoe-size', 'tags', null], key: 'email' as ImportKey }
  const row = (...cells: string[]) => planRow({ line: 9, cells }, { plan, definitions, tags })
  const problemsOf = (planned: ReturnType<typeof planRow>) =>
    'bad' in planned ? planned.bad.problems.map(({ problem, column }) => [problem, column]) : undefined

  test('is read by the rules of an edit by hand', () => {
    expect(row(' =HYPERLINK("x") ', 'A@B.Example', '1,042.5', 'hiker; A; B', '')).toMatchObject({
      bad: { line: 9, problems: [{ problem: 'tag_unknown', column: 3 }] },
    })
    expect(row("'=1+1", 'A@B.Example', '42', 'Hiker, a-b', 'ignored')).toEqual({
      wish: {
        line: 9,
        key: 'a@b.example',
        values: { name: '=1+1', email: 'a@b.example', 'fields.shoe-size': '42' },
        tags: ['hiker', 'a-b'],
        cells: ['=1+1', 'A@B.Example', '42', 'Hiker, a-b', 'ignored'],
      },
    })
    expect(row('<img src=x onerror=alert(1)>', 'x@y.example', '', 'a; b')).toMatchObject({
      wish: { values: { name: '<img src=x onerror=alert(1)>' }, tags: ['a-b'] },
    })
  })

  test('says every reason why it cannot be kept', () => {
    expect(problemsOf(row('x', 'nobody', 'big', 'ghost'))).toEqual([
      ['email_invalid', 1],
      ['number_unreadable', 2],
      ['tag_unknown', 3],
    ])
    expect(problemsOf(row('x', '', '1', ''))).toEqual([['key_missing', 1]])
    expect(problemsOf(row('x', 'a@b.example'))).toEqual([['columns_missing', 2]])
    expect(problemsOf(row('x', 'a@b.example', '', '', '', 'more'))).toEqual([['columns_surplus', 5]])
    expect(problemsOf(row('x', 'a@b.example', '', '', '', ''))).toBeUndefined()
    expect(problemsOf(row('a\0b', 'a@b.example', '', ''))).toEqual([['binary', 0]])
    expect(problemsOf(row('Gr\u{fffd}n', 'a@b.example', '', ''))).toEqual([['letters_unreadable', 0]])
    expect(problemsOf(row('x'.repeat(201), 'a@b.example', '', ''))).toEqual([['too_long', 0]])
  })

  test('of an export is itself again', async () => {
    const values = { name: '=x', email: 'a@b.example', phone: '+49 30 12345', 'fields.shoe-size': '-4' }
    const customer = { ...newCustomer('c_1', values, definitions, new Date(0)), tags: ['hiker', 'a-b'] }
    const cells = rowOf(definitions, tags)(customer)
    const [read] = await cellsOf(writeRow(cells))
    const columns = [...importFields(definitions), null, null, null, null]
    const planned = planRow(
      { line: 2, cells: read ?? [] },
      { plan: { columns, key: 'id' }, definitions, tags },
    )
    expect(planned).toMatchObject({
      wish: { key: 'c_1', values: { ...values, vip: 'no' }, tags: ['hiker', 'a-b'] },
    })
  })
})

describe('whom a row is about', () => {
  const by: Judge = {
    import: 'i_1',
    plan: { key: 'email', existing: 'update', columns: ['email', 'name'] } as ImportPlan,
    definitions,
    now: new Date(0),
  }
  const wish = {
    line: 5,
    key: 'a@b.example',
    values: { email: 'a@b.example', name: 'Ann' },
    tags: ['hiker'],
    cells: [],
  }
  const customer = (part: Partial<Customer>): Customer => ({
    ...newCustomer('c_1', { email: 'a@b.example', name: 'Old' }, definitions, new Date(0)),
    ...part,
  })

  test('somebody new, whose address the file vouches for and whom the search finds', () => {
    expect(judge(wish, [], by)).toMatchObject({
      kind: 'create',
      customer: {
        emailVerified: true,
        tags: ['hiker'],
        words: expect.arrayContaining(['ann', 'b']),
        sortName: 'ann',
      },
      mark: { import: 'i_1', line: 5, how: 'created' },
    })
  })

  test('somebody known: what differs is changed, tags are added, and the plan may leave them alone', () => {
    expect(judge(wish, [customer({})], by)).toMatchObject({
      kind: 'update',
      changes: { name: 'Ann' },
      tags: ['hiker'],
    })
    expect(judge(wish, [customer({ name: 'Ann', tags: ['hiker'] })], by)).toEqual({ kind: 'unchanged' })
    expect(judge(wish, [customer({})], { ...by, plan: { ...by.plan, existing: 'skip' } })).toEqual({
      kind: 'skipped',
    })
  })

  test('one of several: who proved the address; nobody when that does not decide', () => {
    const [proved, claimed] = [customer({ _id: 'c_2', emailVerified: true }), customer({})]
    expect(judge(wish, [claimed, proved], by)).toMatchObject({ kind: 'update', customer: { _id: 'c_2' } })
    expect(judge(wish, [claimed, customer({ _id: 'c_3' })], by)).toMatchObject({
      kind: 'bad',
      problem: { problem: 'several_found', column: 0 },
    })
  })

  test('done before by a try that died: counted, not written again', () => {
    const mark = { import: 'i_1', line: 5, how: 'created' as const, fields: ['name'], added: [] }
    // Somebody changed the name since then.
    expect(judge(wish, [customer({ name: 'By hand', imported: mark })], by)).toMatchObject({
      kind: 'replayed',
      mark,
    })
  })
})
