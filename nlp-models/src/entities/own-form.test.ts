import { expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'
import { passesLuhn } from './card.ts'
import { isResidentId } from './id.ts'
import { scanEntities } from './scan-entities.ts'

test.each<[string, string[]]>([
  ['call +49 170 1234567 now', ['+49 170 1234567=+491701234567']],
  [
    '0049 30 901820, +44 (0)20 7946 0958',
    ['0049 30 901820=+4930901820', '+44 (0)20 7946 0958=+442079460958'],
  ],
  [
    '(415) 555-0132, 415.555.0132, 1-800-555-0164',
    ['(415) 555-0132=4155550132', '415.555.0132=4155550132', '1-800-555-0164=18005550164'],
  ],
  ['020 7946 0321, 06 12 34 56 78', ['020 7946 0321=02079460321', '06 12 34 56 78=0612345678']],
  ['my number is 4155550132', ['4155550132=4155550132']],
  [
    '手机13812345678，138 1234 5678，138-0013-8000',
    ['13812345678=13812345678', '138 1234 5678=13812345678', '138-0013-8000=13800138000'],
  ],
  [
    '010-8888 6666，0755-2666 1234转802，（010）88886666',
    ['010-8888 6666=01088886666', '0755-2666 1234=075526661234', '（010）88886666=01088886666'],
  ],
  ['400-820-8820', ['400-820-8820=4008208820']],
  ['ISBN 978-3-16-148410-0, 4111 1111 1111 1112, 2026-11-23, order 0012345678', []],
  ['0000 0000 0000 0000, 192.168.10.10, 08.30 - 17.00', []],
])('telephones in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'phone')).toEqual(expected)
})

test.each<[string, string[]]>([
  [
    'nw12345 and nw 54321, ＮＷ１２３４５',
    ['nw12345=NW-12345', 'nw 54321=NW-54321', 'ＮＷ１２３４５=NW-12345'],
  ],
  ['rb 482 913 de, RB123456CN', ['rb 482 913 de=RB482913DE', 'RB123456CN=RB123456CN']],
  ['so 8821 304, SO-1234-567', ['so 8821 304=SO8821-304', 'SO-1234-567=SO1234-567']],
  ['nw 4 8 2 1 3', ['nw 4 8 2 1 3=NW-48213']],
  ['NW-123 45 pieces, on 123456 at noon, KNW-12345, NW-123456', []],
])('orders in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'order')).toEqual(expected)
})

test.each<[string, string[]]>([
  ['see (https://example.com/a?b=1).', ['https://example.com/a?b=1']],
  ['www.example.com/a_(b), http://a.example', ['www.example.com/a_(b)', 'http://a.example']],
  ['链接https://example.com/x，打不开', ['https://example.com/x']],
  ['http is down, www, http://', []],
])('links in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'url').map((found) => found.replace(/=.*/, ''))).toEqual(
    expected.map((url) => url.replace(/=.*/, '')),
  )
})

test('nothing inside a link or an e-mail address is an entity of its own', () => {
  expect(entitiesIn('https://shop.example.com/berlin/2026-05-03?tel=13812345678').length).toBe(1)
  expect(entitiesIn('anna.berlin@example.com')).toEqual([
    'email anna.berlin@example.com=anna.berlin@example.com',
  ])
})

test.each([
  ['4111 1111 1111 1111', 1],
  ['4111-1111-1111-1111 12/27', 1],
  ['3400 0000 0000 009', 1],
  ['银行卡6217 0052 6018 1594绑定', 1],
  ['６２１７００５２６０１８１５９４', 1],
  ['6217 0052 6018 1595', 0],
  ['1111 1111 1111 1111', 0],
  ['IMEI 490154203237518', 0],
  ['since 1763784000000', 0],
])('cards in "%s": %i', (text, count) => {
  expect(entitiesIn(text, 'card').length).toBe(count)
})

test.each([
  ['11010519491231002X', 1],
  ['身份证11010519491231002x，', 1],
  ['110105 19491231 002X', 1],
  ['110105194912310021', 0],
  ['110105194913310021', 0],
])('resident ids in "%s": %i', (text, count) => {
  expect(entitiesIn(text, 'id').length).toBe(count)
})

test('digits of a card or an id are repeated nowhere', () => {
  const found = JSON.stringify(scanEntities('4111-1111-1111-1111, 11010519491231002X, 1101051949 1231002X'))
  expect(found).not.toMatch(/4111|110105|1949/)
})

test.each([
  ['79927398713', true],
  ['79927398710', false],
  ['4111111111111111', true],
  ['0', true],
])('Luhn of %s: %s', (digits, expected) => {
  expect(passesLuhn(digits)).toBe(expected)
})

test('every other last sign of an id is wrong (MOD 11-2)', () => {
  const right = [...'0123456789X'].filter((sign) => isResidentId(`11010519491231002${sign}`))
  expect(right).toEqual(['X'])
  expect(isResidentId('11010519491331002X')).toBe(false)
})

test.each(['9'.repeat(20), '4 1-1 4 1-1 4 1-1'])('no card in %s', (text) => {
  expect(entitiesIn(text, 'card')).toEqual([])
})
