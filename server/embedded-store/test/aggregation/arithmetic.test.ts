import { expect, test } from 'vitest'
import { withStore } from '../with-store.ts'
import { answer, type Case, decimal, double, int, long, MISSING } from './expression-cases.ts'

const running = withStore()

async function check(cases: readonly Case[]): Promise<void> {
  for (const [expression, expected, document] of cases)
    expect(await answer(running.db, expression, document), JSON.stringify(expression)).toEqual(expected)
}

test('$add, $subtract and $multiply: the widest type, and a wider one when it overflows (manual: $add, $subtract, $multiply)', async () => {
  const date = new Date('2020-01-01T00:00:00Z')
  await check([
    [{ $add: [int(1), int(2)] }, 'int 3'],
    [{ $add: [int(2147483647), int(1)] }, 'long 2147483648'],
    [{ $add: [int(2147483647), int(1), int(-1)] }, 'int 2147483647'],
    [{ $add: [long('9223372036854775807'), int(1)] }, 'double 9223372036854776000'],
    [{ $add: [int(1), double(2)] }, 'double 3'],
    [{ $add: [double(0.1), double(0.2)] }, 'double 0.30000000000000004'],
    [{ $add: [double(0.1), decimal('1')] }, 'decimal128 1.100000000000000'],
    [{ $add: [] }, 'int 0'],
    [{ $add: [int(1), null] }, null],
    [{ $add: [int(1), '$nothing'] }, null],
    [{ $add: [date, int(1000)] }, 'date 2020-01-01T00:00:01.000Z'],
    [{ $add: [date, double(0.5)] }, 'date 2020-01-01T00:00:00.001Z'],
    [{ $add: [date, date] }, 'error 16612'],
    [{ $add: [int(1), 'x'] }, 'error 14'],
    [{ $subtract: [int(-2147483648), int(1)] }, 'long -2147483649'],
    [{ $subtract: [date, date] }, 'long 0'],
    [{ $subtract: [date, int(1)] }, 'date 2019-12-31T23:59:59.999Z'],
    [{ $subtract: ['x', int(1)] }, 'error 14'],
    [{ $subtract: [int(1)] }, 'error 16020'],
    [{ $multiply: [int(65536), int(65536)] }, 'long 4294967296'],
    [{ $multiply: [long('9223372036854775807'), int(2)] }, 'double 18446744073709552000'],
    [{ $multiply: [decimal('1.10'), int(3)] }, 'decimal128 3.30'],
    [{ $multiply: [int(3), null] }, null],
  ])
})

test('$divide, $mod, $pow and $abs (manual pages of these names)', async () => {
  await check([
    [{ $divide: [int(6), int(3)] }, 'double 2'],
    [{ $divide: [decimal('1'), int(3)] }, 'decimal128 0.3333333333333333333333333333333333'],
    [{ $divide: [decimal('6.0'), decimal('2')] }, 'decimal128 3.0'],
    [{ $divide: [decimal('1'), decimal('8')] }, 'decimal128 0.125'],
    [{ $divide: [int(1), int(0)] }, 'error 2'],
    [{ $divide: [int(1), '$nothing'] }, null],
    [{ $divide: ['1', int(2)] }, 'error 14'],
    [{ $mod: [int(-7), int(3)] }, 'int -1'],
    [{ $mod: [int(7), double(2)] }, 'int 1'],
    [{ $mod: [int(7), double(2.5)] }, 'double 2'],
    [{ $mod: [double(-4), int(2)] }, 'double -0'],
    [{ $mod: [long(7), int(4)] }, 'long 3'],
    [{ $mod: [decimal('7.5'), int(2)] }, 'decimal128 1.5'],
    [{ $mod: [int(1), int(0)] }, 'error 16610'],
    [{ $pow: [int(5), int(2)] }, 'int 25'],
    [{ $pow: [int(2), int(31)] }, 'long 2147483648'],
    [{ $pow: [int(2), int(63)] }, 'double 9223372036854776000'],
    [{ $pow: [int(5), int(-1)] }, 'double 0.2'],
    [{ $pow: [int(1), int(-3)] }, 'int 1'],
    [{ $pow: [long(2), int(3)] }, 'long 8'],
    [{ $pow: [double(5), int(2)] }, 'double 25'],
    [{ $pow: [int(0), int(-1)] }, 'error 28764'],
    [{ $pow: ['x', int(1)] }, 'error 28762'],
    [{ $pow: [decimal('2'), int(2)] }, 'error 238'],
    [{ $abs: int(-2147483648) }, 'long 2147483648'],
    [{ $abs: long('-9223372036854775808') }, 'error 28680'],
    [{ $abs: decimal('-1.50') }, 'decimal128 1.50'],
    [{ $abs: 'x' }, 'error 28765'],
  ])
})

test('$round and $trunc go half to even on the double itself (manual: $round, $trunc)', async () => {
  await check([
    [{ $round: [double(10.5), int(0)] }, 'double 10'],
    [{ $round: [double(11.5), int(0)] }, 'double 12'],
    [{ $round: double(-0.4) }, 'double -0'],
    [{ $round: [double(19.25), int(1)] }, 'double 19.2'],
    [{ $round: [double(28.73), int(1)] }, 'double 28.7'],
    [{ $round: [double(2.675), int(2)] }, 'double 2.67'],
    [{ $round: [int(1234), int(-2)] }, 'int 1200'],
    [{ $round: [int(1250), int(-2)] }, 'int 1200'],
    [{ $round: [int(2147483647), int(-1)] }, 'long 2147483650'],
    [{ $round: [long(55), int(-1)] }, 'long 60'],
    [{ $round: [decimal('2.345'), int(2)] }, 'decimal128 2.34'],
    [{ $round: [double(1.5), '$nothing'] }, null],
    [{ $round: [double(1.5), double(0.5)] }, 'error 51082'],
    [{ $round: [double(1.5), int(101)] }, 'error 51083'],
    [{ $round: 'x' }, 'error 51081'],
    [{ $trunc: [double(-19.25), int(1)] }, 'double -19.2'],
    [{ $trunc: [int(1299), int(-2)] }, 'int 1200'],
    [{ $trunc: decimal('7.80') }, 'decimal128 7'],
    [{ $ceil: decimal('7.2') }, 'decimal128 8'],
    [{ $floor: decimal('-2.1') }, 'decimal128 -3'],
    [{ $ceil: double(-2.8) }, 'double -2'],
    [{ $floor: int(5) }, 'int 5'],
  ])
})

test('roots, logarithms, angles and bits (manual pages of these names)', async () => {
  await check([
    [{ $sqrt: int(25) }, 'double 5'],
    [{ $sqrt: decimal('2') }, 'decimal128 1.414213562373095048801688724209698'],
    [{ $sqrt: decimal('6.25') }, 'decimal128 2.5'],
    [{ $sqrt: int(-1) }, 'error 28714'],
    [{ $ln: int(0) }, 'error 28766'],
    [{ $log10: int(100) }, 'double 2'],
    [{ $log: [int(100), int(10)] }, 'double 2'],
    [{ $log: [int(1), int(1)] }, 'error 28759'],
    [{ $ln: decimal('2') }, 'error 238'],
    [{ $sin: int(0) }, 'double 0'],
    [{ $cos: int(0) }, 'double 1'],
    [{ $sin: double(Number.POSITIVE_INFINITY) }, 'error 50989'],
    [{ $acos: int(2) }, 'error 50989'],
    [{ $atan2: [int(0), int(1)] }, 'double 0'],
    [{ $degreesToRadians: int(180) }, 'double 3.141592653589793'],
    [{ $bitAnd: [int(12), int(10)] }, 'int 8'],
    [{ $bitOr: [int(12), long(3)] }, 'long 15'],
    [{ $bitXor: [int(12), int(10)] }, 'int 6'],
    [{ $bitNot: int(0) }, 'int -1'],
    [{ $bitAnd: [double(1), int(1)] }, 'error 14'],
    [{ $rand: { x: 1 } }, 'error 3040501'],
    [{ $sigmoid: int(1) }, 'error 168'],
    [{ $function: { body: 'x', args: [], lang: 'js' } }, 'error 238'],
  ])
})

test('accumulators over arrays and arguments (manual: $sum, $avg, $min, $max, $stdDevPop, $firstN …)', async () => {
  const tenths = Array.from({ length: 10 }, () => double(0.1))
  await check([
    [{ $sum: '$v' }, 'double 1', { v: tenths }],
    [{ $avg: '$v' }, 'double 0.1', { v: tenths }],
    [{ $sum: [int(1), int(2), 'x'] }, 'int 3'],
    [{ $sum: '$v' }, 'int 0', { v: 'x' }],
    [{ $sum: '$v' }, 'long 4294967294', { v: [int(2147483647), int(2147483647)] }],
    [{ $sum: '$v' }, 'decimal128 1.5', { v: [decimal('1'), double(0.5)] }],
    [{ $avg: '$v' }, 'decimal128 1.5', { v: [decimal('1'), int(2)] }],
    [{ $avg: '$v' }, null, { v: ['x'] }],
    [{ $min: '$v' }, 'int 1', { v: [int(3), null, int(1)] }],
    [{ $max: [int(3), '$nothing', 'a'] }, 'a'],
    [{ $stdDevPop: '$v' }, 'double 2', { v: [2, 4, 4, 4, 5, 5, 7, 9].map(int) }],
    [{ $stdDevSamp: '$v' }, null, { v: [int(1)] }],
    [{ $firstN: { n: int(2), input: '$v' } }, ['int 1', 'int 2'], { v: [1, 2, 3].map(int) }],
    [{ $lastN: { n: int(2), input: '$v' } }, ['int 2', 'int 3'], { v: [1, 2, 3].map(int) }],
    [
      { $maxN: { n: int(2), input: '$v' } },
      ['int 3', 'int 2'],
      { v: [1, null, 3, 2].map((n) => (n === null ? null : int(n))) },
    ],
    [{ $minN: { n: int(9), input: '$v' } }, ['int 1', 'int 2'], { v: [int(2), int(1)] }],
    [{ $firstN: { n: int(0), input: '$v' } }, 'error 5787908', { v: [int(1)] }],
    [{ $firstN: { n: int(1), input: 'x' } }, 'error 5788200'],
    ['$nothing', MISSING],
  ])
})
