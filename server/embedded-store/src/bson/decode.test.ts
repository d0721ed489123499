import { Binary, BSONRegExp, Code, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from 'bson'
import { expect, test } from 'vitest'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { fieldEntries, fieldKey } from './value.ts'

const doc = {
  a: new Int32(1),
  text: 'é',
  nested: { a: new Int32(9), list: [new Int32(1)] },
  list: [new Double(1.5), 'x'],
  binary: new Binary(Buffer.from([1, 2])),
  id: new ObjectId('65f000000000000000000001'),
  yes: true,
  at: new Date(5),
  nothing: null,
  regex: new BSONRegExp('a', 'i'),
  code: new Code('x'),
  scoped: new Code('x', { y: new Int32(1) }),
  stamp: new Timestamp({ t: 1, i: 2 }),
  long: Long.fromString('9007199254740993'),
  decimal: Decimal128.fromString('1.10'),
  é: new Int32(2),
}

test('fields that are not asked for are stepped over, whatever their type', () => {
  const raw = encode(doc)
  const whole = decode(raw)
  for (const name of Object.keys(doc))
    expect(decode(raw, 0, new Set([name])), name).toEqual({ [name]: whole[name] })
  expect(decode(raw, 0, new Set())).toEqual({})
  expect(Object.keys(decode(raw, 0, new Set(['long', 'a', 'absent'])))).toEqual(['a', 'long'])
})

test('stepping over stays within a document that lies about its sizes', () => {
  const raw = encode({ text: 'abc', b: new Int32(1) })
  const length = raw.indexOf('text\0') + 5
  for (const size of [-1, 0x7fffffff, 1000]) {
    const broken = Buffer.from(raw)
    broken.writeInt32LE(size, length)
    expect(() => decode(broken, 0, new Set(['b'])), String(size)).toThrow(/invalid BSON/)
  }
  for (let cut = 0; cut < raw.length; cut += 1)
    expect(() => decode(raw.subarray(0, cut), 0, new Set(['b'])), String(cut)).toThrow(/invalid BSON/)
})

test('names that share a place in the table of known names stay apart, however often they come', () => {
  const long = 'x'.repeat(100)
  for (let round = 0; round < 3; round++)
    for (const names of [['Aa', 'BB', 'AaBB', 'BBAa'], ['é', 'Aa'], [long, `${long}y`, ''], ['__proto__']]) {
      const raw = encode(Object.fromEntries(names.map((name, index) => [fieldKey(name), new Int32(index)])))
      expect(fieldEntries(decode(raw)).map(([name]) => name)).toEqual(names)
    }
})
