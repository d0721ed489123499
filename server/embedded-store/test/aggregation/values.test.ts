import { expect, test } from 'vitest'
import { withStore } from '../with-store.ts'
import {
  answer,
  Binary,
  BSONRegExp,
  type Case,
  decimal,
  double,
  int,
  long,
  MISSING,
  ObjectId,
  Timestamp,
} from './expression-cases.ts'

const running = withStore()
const date = new Date('2017-06-19T15:08:51.911Z')

async function check(cases: readonly Case[]): Promise<void> {
  for (const [expression, expected, document] of cases)
    expect(await answer(running.db, expression, document), JSON.stringify(expression)).toEqual(expected)
}

test('$convert and its shorthands (manual: $convert, $toInt, $toString …)', async () => {
  await check([
    [{ $toInt: '-5' }, 'int -5'],
    [{ $toInt: double(2.9) }, 'int 2'],
    [{ $toInt: decimal('-5.5') }, 'int -5'],
    [{ $toInt: '2.5' }, 'error 241'],
    [{ $toInt: double(2147483648) }, 'error 241'],
    [{ $toInt: date }, 'error 241'],
    [{ $toLong: date }, `long ${date.getTime()}`],
    [{ $toLong: long('9223372036854775807') }, 'long 9223372036854775807'],
    [{ $toDouble: '-5.5' }, 'double -5.5'],
    [{ $toDouble: '1e3' }, 'double 1000'],
    [{ $toDouble: 'x' }, 'error 241'],
    [{ $toDecimal: double(5.5) }, 'decimal128 5.50000000000000'],
    [{ $toDecimal: true }, 'decimal128 1'],
    [{ $toDecimal: '1.10' }, 'decimal128 1.10'],
    [{ $toBool: 'false' }, true],
    [{ $toBool: double(0) }, false],
    [{ $toBool: date }, true],
    [{ $toString: double(2.5) }, '2.5'],
    [{ $toString: double(3) }, '3'],
    [{ $toString: double(1234567) }, '1.23457e+06'],
    [{ $toString: double(0.00001) }, '1e-05'],
    [{ $toString: long('9007199254740993') }, '9007199254740993'],
    [{ $toString: date }, '2017-06-19T15:08:51.911Z'],
    [{ $toString: [[int(1)]] }, 'error 241'],
    [{ $toDate: long(0) }, 'date 1970-01-01T00:00:00.000Z'],
    [{ $toDate: int(0) }, 'error 241'],
    [{ $toDate: '2018-03-20' }, 'date 2018-03-20T00:00:00.000Z'],
    [{ $toDate: 'Friday' }, 'error 241'],
    [{ $toDate: new ObjectId('5ab9c3da31c2ab715d421285') }, 'date 2018-03-27T04:08:58.000Z'],
    [{ $toDate: new Timestamp({ t: 1, i: 1 }) }, 'date 1970-01-01T00:00:01.000Z'],
    [{ $toObjectId: 'x' }, 'error 241'],
    [{ $toInt: '$nothing' }, null],
    [{ $convert: { input: 'x', to: 'int', onError: 'no' } }, 'no'],
    [{ $convert: { input: null, to: 'int', onNull: 'null' } }, 'null'],
    [{ $convert: { input: '1', to: int(18) } }, 'long 1'],
    [{ $convert: { input: '1', to: 'nonsense' } }, 'error 2'],
    [{ $convert: { input: '1', to: null } }, null],
    [{ $isNumber: decimal('1') }, true],
    [{ $type: '$nothing' }, 'missing'],
  ])
})

test('texts (manual: $concat, $split, $substrCP, $indexOfBytes, $trim, $regexFind …)', async () => {
  await check([
    [{ $concat: ['a', null] }, null],
    [{ $concat: ['a', int(1)] }, 'error 16702'],
    [{ $toUpper: 'straße é' }, 'STRAßE é'],
    [{ $strLenCP: 'é€😀' }, 'int 3'],
    [{ $strLenBytes: 'é€😀' }, 'int 9'],
    [{ $strLenCP: null }, 'error 34471'],
    [{ $strcasecmp: ['Apple', 'aPPLE'] }, 'int 0'],
    [{ $substrCP: ['a😀b', int(1), int(1)] }, '😀'],
    [{ $substrBytes: ['é', int(1), int(1)] }, 'error 28656'],
    [{ $substr: ['hello', int(9), int(2)] }, ''],
    [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
    [{ $split: ['a', ''] }, 'error 40087'],
    [{ $indexOfCP: ['café x', 'x'] }, 'int 5'],
    [{ $indexOfBytes: ['café x', 'x'] }, 'int 6'],
    [{ $indexOfCP: ['vanilla', 'l', int(5)] }, 'int 5'],
    [{ $indexOfBytes: ['vanilla', 'll', int(0), int(2)] }, 'int -1'],
    [{ $indexOfCP: ['a', 'a', int(-1)] }, 'error 40097'],
    [{ $indexOfCP: [null, 'a'] }, null],
    [{ $trim: { input: ' \n a ' } }, 'a'],
    [{ $rtrim: { input: 'xxay', chars: 'xy' } }, 'xxa'],
    [{ $replaceAll: { input: 'a.a', find: 'a', replacement: { $literal: '$&' } } }, '$&.$&'],
    [{ $replaceOne: { input: int(1), find: 'a', replacement: 'b' } }, 'error 51746'],
    [
      { $regexFind: { input: 'café 12', regex: '([0-9])(x)?' } },
      { match: '1', idx: 'int 5', captures: ['1', null] },
    ],
    [{ $regexFind: { input: 'a', regex: 'b' } }, null],
    [
      { $regexFindAll: { input: 'aXa', regex: new BSONRegExp('A', 'i') } },
      [
        { match: 'a', idx: 'int 0', captures: [] },
        { match: 'a', idx: 'int 2', captures: [] },
      ],
    ],
    [{ $regexFindAll: { input: '$nothing', regex: 'b' } }, []],
    [{ $regexMatch: { input: 'a', regex: new BSONRegExp('A', 'i'), options: 'i' } }, 'error 51107'],
    [{ $regexMatch: { input: int(1), regex: 'b' } }, 'error 51104'],
    [{ $binarySize: new Binary(Buffer.from([1, 2, 3])) }, 'int 3'],
    [{ $bsonSize: { a: int(1) } }, 'int 12'],
  ])
})

test('dates (manual: $dateToString, $dateFromParts, $dateTrunc, $dateDiff …)', async () => {
  const day = new Date('2021-01-04T12:00:00Z')
  await check([
    [
      { $dateToString: { date, format: '%Y %b %B %d %j %U %G-%V-%u %w %z %Z %%' } },
      '2017 Jun June 19 170 25 2017-25-1 2 +0000 +0 %',
    ],
    [{ $dateToString: { date, timezone: 'America/New_York', format: '%H:%M %z %Z' } }, '11:08 -0400 -240'],
    [{ $dateToString: { date } }, '2017-06-19T15:08:51.911Z'],
    [{ $dateToString: { date, timezone: '$nothing' } }, null],
    [{ $dateToString: { date: null, onNull: 'none' } }, 'none'],
    [{ $dateToString: { date, format: '%Q' } }, 'error 18536'],
    [{ $hour: { date, timezone: '+05:30' } }, 'int 20'],
    [{ $week: date }, 'int 25'],
    [{ $isoWeekYear: date }, 'long 2017'],
    [{ $year: 'x' }, 'error 16006'],
    [{ $dateFromString: { dateString: '2017-02-08T12:10:40.787' } }, 'date 2017-02-08T12:10:40.787Z'],
    [
      { $dateFromString: { dateString: '2017-02-08T12:10:40.787', timezone: 'America/New_York' } },
      'date 2017-02-08T17:10:40.787Z',
    ],
    [{ $dateFromString: { dateString: '06-15-2018', format: '%m-%d-%Y' } }, 'date 2018-06-15T00:00:00.000Z'],
    [{ $dateFromString: { dateString: 'soon', onError: 'bad' } }, 'bad'],
    [
      { $dateFromParts: { year: int(2017), month: int(14), day: int(1), hour: int(12) } },
      'date 2018-02-01T12:00:00.000Z',
    ],
    [
      { $dateFromParts: { isoWeekYear: int(2017), isoWeek: int(6), isoDayOfWeek: int(4), hour: int(12) } },
      'date 2017-02-09T12:00:00.000Z',
    ],
    [{ $dateFromParts: { year: int(2017), isoWeek: int(1) } }, 'error 40525'],
    [{ $dateFromParts: { month: int(1) } }, 'error 40516'],
    [
      { $dateToParts: { date, iso8601: true } },
      {
        isoWeekYear: 'int 2017',
        isoWeek: 'int 25',
        isoDayOfWeek: 'int 1',
        hour: 'int 15',
        minute: 'int 8',
        second: 'int 51',
        millisecond: 'int 911',
      },
    ],
    [{ $dateTrunc: { date, unit: 'week', startOfWeek: 'monday' } }, 'date 2017-06-19T00:00:00.000Z'],
    [{ $dateTrunc: { date, unit: 'hour', binSize: int(2) } }, 'date 2017-06-19T14:00:00.000Z'],
    [{ $dateTrunc: { date, unit: 'quarter' } }, 'date 2017-04-01T00:00:00.000Z'],
    [{ $dateTrunc: { date, unit: 'eon' } }, 'error 9'],
    [
      { $dateAdd: { startDate: new Date('2021-01-31T00:00:00Z'), unit: 'month', amount: int(1) } },
      'date 2021-02-28T00:00:00.000Z',
    ],
    [
      {
        $dateAdd: {
          startDate: new Date('2021-03-13T12:00:00Z'),
          unit: 'day',
          amount: int(1),
          timezone: 'America/New_York',
        },
      },
      'date 2021-03-14T11:00:00.000Z',
    ],
    [{ $dateDiff: { startDate: new Date('2020-12-31T23:59:59Z'), endDate: day, unit: 'year' } }, 'long 1'],
    [{ $dateDiff: { startDate: new Date('2021-01-03T00:00:00Z'), endDate: day, unit: 'week' } }, 'long 0'],
    [
      {
        $dateDiff: {
          startDate: new Date('2021-01-03T00:00:00Z'),
          endDate: day,
          unit: 'week',
          startOfWeek: 'Mon',
        },
      },
      'long 1',
    ],
    [{ $tsSecond: new Timestamp({ t: 5, i: 7 }) }, 'long 5'],
    [{ $tsIncrement: new Timestamp({ t: 5, i: 7 }) }, 'long 7'],
  ])
})

test('arrays, sets, objects and variables (manual: $zip, $slice, $setUnion, $getField, $let …)', async () => {
  await check([
    [{ $arrayElemAt: [[int(1), int(2)], int(-1)] }, 'int 2'],
    [{ $arrayElemAt: [[int(1)], int(5)] }, MISSING],
    [{ $arrayElemAt: ['x', int(0)] }, 'error 28689'],
    [{ $zip: { inputs: [['a', 'b'], ['c']] } }, [['a', 'c']]],
    [
      { $zip: { inputs: [['a', 'b'], ['c']], useLongestLength: true, defaults: ['x', 'y'] } },
      [
        ['a', 'c'],
        ['b', 'y'],
      ],
    ],
    [{ $zip: { inputs: [['a'], null] } }, null],
    [{ $zip: { inputs: [['a'], 'x'] } }, 'error 34468'],
    [{ $slice: [[int(1), int(2), int(3)], int(-2)] }, ['int 2', 'int 3']],
    [{ $slice: [[int(1)], int(1), int(0)] }, 'error 28729'],
    [{ $range: [int(0), int(5), int(2)] }, ['int 0', 'int 2', 'int 4']],
    [{ $range: [int(0), int(5), int(0)] }, 'error 34449'],
    [{ $in: [int(1), 'x'] }, 'error 40081'],
    [{ $size: 'x' }, 'error 17124'],
    [
      {
        $setUnion: [
          [int(2), int(1)],
          [double(1), int(3)],
        ],
      },
      ['int 1', 'int 2', 'int 3'],
    ],
    [
      {
        $setIntersection: [
          ['a', 'b'],
          ['b', 'a', 'a'],
        ],
      },
      ['a', 'b'],
    ],
    [
      {
        $setEquals: [
          ['a', 'b'],
          ['b', 'a', 'a'],
        ],
      },
      true,
    ],
    [{ $setIsSubset: [['a'], ['b', 'a']] }, true],
    [{ $setDifference: [['a', 'b'], null] }, null],
    [{ $allElementsTrue: [[true, null]] }, false],
    [{ $arrayToObject: [[{ k: 'a', v: int(1) }]] }, { a: 'int 1' }],
    [{ $arrayToObject: [[['a', int(1), int(2)]]] }, 'error 40397'],
    [{ $getField: { field: 'a.b', input: { $literal: { 'a.b': int(1) } } } }, 'int 1'],
    [{ $unsetField: { field: 'a', input: { a: int(1), b: int(2) } } }, { b: 'int 2' }],
    [{ $let: { vars: { x: '$nothing' }, in: { $type: '$$x' } } }, 'missing'],
    [{ $let: { vars: { CURRENT: '$a' }, in: '$b' } }, 'int 1', { a: { b: int(1) }, b: int(2) }],
    [{ $let: { vars: { X: int(1) }, in: int(1) } }, 'error 16867'],
    [{ $map: { input: [int(1), int(2)], in: { $add: ['$$this', int(1)] } } }, ['int 2', 'int 3']],
    [
      { $filter: { input: [int(1), int(2), int(3)], cond: { $gt: ['$$this', int(1)] }, limit: int(1) } },
      ['int 2'],
    ],
    [{ $filter: { input: 'x', cond: true } }, 'error 28651'],
    [{ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$value', '$$this'] } } }, 'ab'],
    [{ $map: { input: [int(1)] } }, 'error 16882'],
    [{ $cond: [true, int(1)] }, 'error 16020'],
    [{ $switch: { branches: [] } }, 'error 40068'],
    [{ $eq: ['$nothing', null] }, false],
    [{ $cmp: ['$nothing', null] }, 'int -1'],
    [{ $lt: ['$nothing', null] }, true],
    [{ $ifNull: ['$nothing', null, 'x'] }, 'x'],
    ['$$nothing', 'error 17276'],
    ['$$CLUSTER_TIME', 'error 238'],
    [{ a: '$$REMOVE', b: int(1) }, { b: 'int 1' }],
    [{ $meta: 'textScore' }, 'error 238'],
    [{ $nonsense: 1 }, 'error 168'],
  ])
})
