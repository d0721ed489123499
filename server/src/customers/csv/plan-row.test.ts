import { describe, expect, test } from 'vitest'
import type { ImportKey, ImportPlan } from '../../contract/index.ts'
import type { Customer } from '../customer.ts'
import { newCustomer } from '../values.ts'
import { exportHeads, guessColumns, guessKey, importFields } from './columns.ts'
import { rowOf } from './export.ts'
import { neutral, original } from './formula.ts'
import { type Judge, judge } from './match.ts'
import { planRow } from './plan-row.ts'
import { readRows } from './read-rows.ts'
import { writeRow } from './write-rows.ts'

async function firstOf(text: string): Promise<string[] | undefined> {
  const piece = async function* () {
    yield text
  }
  for await (const { cells } of readRows(piece(), ',')) return cells
  return undefined
}

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
    const read = await firstOf(writeRow(cells))
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
