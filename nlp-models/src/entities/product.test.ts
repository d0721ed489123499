import { describe, expect, test } from 'vitest'
import { entitiesIn } from '../../test/entities-in.ts'
import { processorTime } from '../../test/processor-time.ts'
import { isOneSlip } from './product.ts'
import { createProductGazetteer, type ProductEntry, ProductListError } from './product-gazetteer.ts'
import { scanEntities } from './scan-entities.ts'

test.each<[string, string[]]>([
  ['a trail tent, Trail Tents, TRAIL-TENT', ['trail tent=TENT-2', 'Trail Tents=TENT-2', 'TRAIL-TENT=TENT-2']],
  ['one sleeping bag', ['sleeping bag=BAG-SLEEP']],
  [
    'hikng boots, hiking boost, hikingboots',
    ['hikng boots=BOOTS-HIKE', 'hiking boost=BOOTS-HIKE', 'hikingboots=BOOTS-HIKE'],
  ],
  [
    'robot vaccum, raincot, wirless earbuds',
    ['robot vaccum=VACUUM-R', 'raincot=JACKET-RAIN', 'wirless earbuds=EARBUDS-W'],
  ],
  [
    'head lamp, rain coat, e bike, ebikes',
    ['head lamp=LAMP-HEAD', 'rain coat=JACKET-RAIN', 'e bike=BIKE-E', 'ebikes=BIKE-E'],
  ],
  [
    '蓝牙音箱，双人帐篷，电子sim卡，维生素D滴剂',
    ['蓝牙音箱=SPEAKER-BT', '双人帐篷=TENT-2', '电子sim卡=SIM-E', '维生素D滴剂=VITAMIN-D'],
  ],
  ['我的router坏了', ['router=ROUTER-6']],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'product')).toEqual(expected)
})

test.each([
  'which route is it, outer tent',
  'two slips: hikng boost',
  'a bag, a tent, boots',
  'trail tentative',
])('none in "%s"', (text) => {
  expect(entitiesIn(text, 'product')).toEqual([])
})

test.each<[string, string, boolean]>([
  ['tent', 'tent', true],
  ['tnet', 'tent', true],
  ['ten', 'tent', true],
  ['teent', 'tent', true],
  ['tint', 'tent', true],
  ['tin', 'tent', false],
  ['ntet', 'tent', false],
  ['x100', 'x200', false],
])('"%s" is one slip from "%s": %s', (typed, name, expected) => {
  expect(isOneSlip(typed, name)).toBe(expected)
})

test('digits are no slip, and short names allow none', () => {
  const products = createProductGazetteer([
    { id: 'A', names: { en: ['Lantern X100'] } },
    { id: 'B', names: { en: ['Tarp'] } },
  ])
  expect(
    entitiesIn('lantern x100, lantern x200, lantren x100, tarp, tarpp', 'product', { products }),
  ).toEqual(['lantern x100=A', 'lantren x100=A', 'tarp=B'])
})

describe('a list', () => {
  const fails = (products: readonly ProductEntry[]) => {
    try {
      createProductGazetteer(products)
    } catch (error) {
      return error
    }
  }

  test.each<[string, readonly ProductEntry[]]>([
    ['product_without_id', [{ id: ' ', names: { en: ['Tent'] } }]],
    ['product_without_name', [{ id: 'A', names: {} }]],
    [
      'product_twice',
      [
        { id: 'A', names: { en: ['Tent'] } },
        { id: 'A', names: { en: ['Bag'] } },
      ],
    ],
    ['name_empty', [{ id: 'A', names: { en: [''] } }]],
    ['name_too_long', [{ id: 'A', names: { zh: ['长'.repeat(101)] } }]],
    [
      'too_many_products',
      Array.from({ length: 5001 }, (_, at) => ({ id: `P${at}`, names: { en: [`Thing ${at}`] } })),
    ],
  ])('is refused for %s, in words', (code, products) => {
    const error = fails(products)
    expect(error).toBeInstanceOf(ProductListError)
    expect(error).toMatchObject({ code, message: expect.stringMatching(/^.{10,120}\.$/) })
  })

  test('warns of a name that two products have, and of one without letters', () => {
    const { warnings, size } = createProductGazetteer([
      { id: 'A', names: { en: ['Trail Tent', '***'] } },
      { id: 'B', names: { en: ['trail-tent', 'Dome'] } },
    ])
    expect(size).toBe(2)
    expect(warnings).toEqual([
      { code: 'name_unreadable', id: 'A', name: '***' },
      { code: 'name_of_two', id: 'B', name: 'trail-tent' },
    ])
  })

  test('of 5,000 long products with one beginning is made and scanned in little time', () => {
    const products = Array.from({ length: 5000 }, (_, at) => ({
      id: `P${at}`,
      names: { en: [`Trail thing ${at.toString(36)} ${'of canvas '.repeat(6)}`], zh: [`徒步${at}号`] },
    }))
    let made = createProductGazetteer([])
    expect(processorTime(() => (made = createProductGazetteer(products)))).toBeLessThan(5000)
    const text = 'trail thing of canvas '.repeat(2500)
    expect(processorTime(() => scanEntities(text, { products: made }))).toBeLessThan(2000)
  })
})
