import { expect, test } from 'vitest'
import { caseOptions } from '../../test/entities-in.ts'
import { processorTime } from '../../test/processor-time.ts'
import { scanEntities } from './scan-entities.ts'

const orderMasks = ['NW-99999']

function found(text: string, masks = orderMasks): string[] {
  return scanEntities(text, { orderMasks: masks }).map(({ kind, value }) => `${kind} ${value}`)
}

test.each<[string, string[]]>([
  ['where is NW-12345?', ['order NW-12345']],
  ['nw12345 and nw 54321', ['order NW-12345', 'order NW-54321']],
  ['订单NW－12345到哪了', ['order NW-12345']],
  ['ＮＷ１２３４５', ['order NW-12345']],
  ['KNW-12345 is no order, NW-123456 neither', []],
  ['mail Jana.Pohl+shop@Example.co.uk, please', ['email jana.pohl+shop@example.co.uk']],
  ['我的邮箱是li.wei@example.com谢谢', ['email li.wei@example.com']],
  ['see https://example.com/a?b=1.', ['url https://example.com/a?b=1']],
  ['链接https://example.com/x，打不开', ['url https://example.com/x']],
  ['call +49 170 1234567 now', ['phone +491701234567']],
  ['(415) 555-0132', ['phone 4155550132']],
  ['手机号13812345678', ['phone 13812345678']],
  ['电话 138 1234 5678', ['phone 13812345678']],
  ['I paid €12,50 and $1,299.99', ['amount 12.50 EUR', 'amount 1299.99 USD']],
  ['30 EUR, 20 pounds, USD 15', ['amount 30.00 EUR', 'amount 20.00 GBP', 'amount 15.00 USD']],
  ['退我199.5元，还有¥30和20块', ['amount 199.50 CNY', 'amount 30.00 CNY', 'amount 20.00 CNY']],
  ['on 2026-05-03', ['date 2026-05-03']],
  ['on 3/5/2026 or 25.12.26', ['date 2026-05-03', 'date 2026-12-25']],
  ['12/25/2026', ['date 2026-12-25']],
  ['5 May, May 6th 2026, 7th of June', ['date --05-05', 'date 2026-05-06', 'date --06-07']],
  ['5月3日下单，2026年5月4号到', ['date --05-03', 'date 2026-05-04']],
  ['open 24/7, half 1/2 may I ask', []],
  ['31.02.2026 99/99/2026', []],
  ['card 4111 1111 1111 1111', ['card •••• 1111']],
  ['卡号4111111111111111', ['card •••• 1111']],
  ['4111 1111 1111 1112', []],
  ['0000 0000 0000 0000', []],
  ['no entities in here, just words', []],
  ['on 1/2 please', ['date --02-01']],
  ['张先生明天下午三点在北京', ['person 张先生', 'date P1D', 'time 15:00', 'place 北京']],
])('finds in "%s"', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test('gives offsets into the original text', () => {
  const text = '您好😀，订单 nw-12345，邮箱 A@example.com'
  for (const { start, end, text: said } of scanEntities(text, { orderMasks }))
    expect(text.slice(start, end)).toBe(said)
})

test.each<[string, string]>([
  ['Bank of America', 'organisation'],
  ['twenty dollars', 'amount'],
  ['3 May', 'date'],
  ['3 weeks ago', 'date'],
  ['中国移动', 'organisation'],
  ['北京银行', 'organisation'],
  ['三亚', 'place'],
  ['13812345678', 'phone'],
  ['440305199909100005', 'id'],
  ['4111111111111111', 'card'],
])('of what begins with "%s" the longest is meant: %s', (text, kind) => {
  expect(scanEntities(text, { orderMasks })).toMatchObject([{ kind, start: 0, end: text.length }])
})

test('never repeats the digits of a payment card', () => {
  expect(JSON.stringify(scanEntities('pay with 4111-1111-1111-1111'))).not.toContain('4111')
})

test.each<[string, string, string[]]>([
  ['AA/9999', 'xy 1234', ['order XY/1234']],
  ['9999-A', '1234b', ['order 1234-B']],
  ['R9', 'r7', ['order R7']],
])('reads the mask %s', (mask, text, expected) => {
  expect(found(text, [mask])).toEqual(expected)
})

test.each([
  ['', 'a'],
  ['---', 'a-b'],
  ['(.*)+$', '((((((((((((((((((((!'],
])('a mask is never a pattern: %s', (mask, text) => {
  expect(found(text, [mask])).toEqual([])
})

const SIZE = 50_000
test.each<[string, (size: number) => string]>([
  ['letters', (size) => 'a'.repeat(size)],
  ['digits', (size) => '1'.repeat(size)],
  ['half e-mails', (size) => 'a.b-c@'.repeat(size / 6)],
  ['dotted labels', (size) => `a@${'a.'.repeat(size / 2)}`],
  ['half cards', (size) => '4 1-1 '.repeat(size / 6)],
  ['half phones', (size) => '+49 ('.repeat(size / 5)],
  ['half links', (size) => 'http://'.repeat(size / 7)],
  ['half orders', (size) => 'nw- - '.repeat(size / 6)],
  ['amounts without end', (size) => '1,111'.repeat(size / 5)],
  ['number words', (size) => 'two hundred and '.repeat(size / 16)],
  ['half dates', (size) => 'the 3rd of next '.repeat(size / 16)],
  ['half times', (size) => 'quarter to '.repeat(size / 11)],
  ['titles', (size) => 'Mr. van de '.repeat(size / 11)],
  ['names', (size) => 'Anna-'.repeat(size / 5)],
  ['capital words', (size) => 'Blue Ridge & '.repeat(size / 13)],
  ['beginnings of phrases', (size) => 'bank of new '.repeat(size / 12)],
  ['Chinese numerals', (size) => '三百'.repeat(size / 2)],
  ['Chinese digits', (size) => '三'.repeat(size)],
  ['Chinese dates', (size) => '上上个月的十一月'.repeat(size / 8)],
  ['Chinese names', (size) => '我叫张王李'.repeat(size / 5)],
  ['Chinese companies', (size) => '中国的公司'.repeat(size / 5)],
  ['family names', (size) => '张'.repeat(size)],
  ['half ids', (size) => '110105 19491231 '.repeat(size / 16)],
  ['dotted numbers', (size) => '1.2.'.repeat(size / 4)],
  ['middle dots', (size) => '约翰·'.repeat(size / 3)],
  ['slips of products', (size) => 'hikng '.repeat(size / 6)],
  ['unknown words', (size) => 'xqzv '.repeat(size / 5)],
])('needs linear work for 50 KB of %s', (_name, make) => {
  const time = (size: number) => {
    const text = make(size)
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 3; round++) {
      best = Math.min(
        best,
        processorTime(() => scanEntities(text, caseOptions)),
      )
    }
    return best
  }
  time(1000)
  // Squared work would take a hundred times as long for ten times the text.
  expect(time(SIZE)).toBeLessThan(Math.max(800, time(SIZE / 10) * 40))
})
