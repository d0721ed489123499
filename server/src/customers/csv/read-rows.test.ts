import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportDelimiter } from '../../contract/index.ts'
import { createEncodingCheck, decoded, guessDelimiter } from './encoding.ts'
import { neutral, original } from './formula.ts'
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
