import { expect, test } from 'vitest'
import { entitiesIn, TODAY } from '../../test/entities-in.ts'
import { scanEntities } from './scan-entities.ts'

test.each<[string, string[]]>([
  [
    'on 2026-05-03, 3/5/2026 or 25.12.26',
    ['2026-05-03=2026-05-03', '3/5/2026=2026-05-03', '25.12.26=2026-12-25'],
  ],
  ['12/25/2026, born 14/02/1988', ['12/25/2026=2026-12-25', '14/02/1988=1988-02-14']],
  ['5 May, May 6th 2026, 7th of June', ['5 May=--05-05', 'May 6th 2026=2026-05-06', '7th of June=--06-07']],
  [
    'the twenty-second of April, December first',
    ['twenty-second of April=--04-22', 'December first=--12-01'],
  ],
  [
    'March 2025, in May, mid-June, 03/2025',
    ['March 2025=2025-03', 'May=--05', 'June=--06', '03/2025=2025-03'],
  ],
  ['since 2019, 2025-03', ['2019=2019', '2025-03=2025-03']],
  ['on the 15th please', ['15th=---15']],
  ['between 3 and 5 December', ['3=--12-03', '5 December=--12-05']],
  ['Dec 3-5', ['Dec 3=--12-03', '5=--12-05']],
  ['Friday, 27 November 2026', ['Friday, 27 November 2026=2026-11-27']],
  ['card exp 08/27', ['08/27=2027-08']],
  ['24/7, 1/2 of it, 10/10, 5/5 stars', []],
  ['31.02.2026 99/99/2026 1990-04-31', []],
  ['I may march in, it may 5 people please', []],
  ['black friday, every Monday, Monday to Friday', []],
  ['next week, this weekend, a couple of weeks ago', []],
  ['2.3.1, v12.4.26, 192.168.1.1', []],
])('of the calendar in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'date')).toEqual(expected)
})

test.each<[string, string, string]>([
  ['today', '2026-11-23', 'P0D'],
  ['tomorrow', '2026-11-24', 'P1D'],
  ['yesterday', '2026-11-22', '-P1D'],
  ['day after tomorrow', '2026-11-25', 'P2D'],
  ['day before yesterday', '2026-11-21', '-P2D'],
  ['in 3 days', '2026-11-26', 'P3D'],
  ["in two weeks' time", '2026-12-07', 'P14D'],
  ['two weeks ago', '2026-11-09', '-P14D'],
  ['a fortnight ago', '2026-11-09', '-P14D'],
  ['18 months ago', '2025-05', '-P18M'],
  ['three years ago', '2023', '-P3Y'],
  ['Friday', '2026-11-27', 'W-5'],
  ['Monday', '2026-11-30', 'W-1'],
  ['this Thursday', '2026-11-26', 'P0W-4'],
  ['next Friday', '2026-12-04', 'P1W-5'],
  ['Friday next week', '2026-12-04', 'P1W-5'],
  ['last Tuesday', '2026-11-17', '-P1W-2'],
  ['next month', '2026-12', 'P1M'],
  ['2nd of next month', '2026-12-02', 'P1M-02'],
  ['last year', '2025', '-P1Y'],
  ['next March', '2027-03', 'P-03'],
  ['last March', '2026-03', '-P-03'],
  ['明天', '2026-11-24', 'P1D'],
  ['大后天', '2026-11-26', 'P3D'],
  ['前天', '2026-11-21', '-P2D'],
  ['三天前', '2026-11-20', '-P3D'],
  ['10天后', '2026-12-03', 'P10D'],
  ['两周前', '2026-11-09', '-P14D'],
  ['半个月后', '2026-12-08', 'P15D'],
  ['半年前', '2026-05', '-P6M'],
  ['周五', '2026-11-27', 'W-5'],
  ['本周五', '2026-11-27', 'P0W-5'],
  ['下周五', '2026-12-04', 'P1W-5'],
  ['上周二', '2026-11-17', '-P1W-2'],
  ['下下周一', '2026-12-07', 'P2W-1'],
  ['星期天', '2026-11-29', 'W-7'],
  ['下个月5号', '2026-12-05', 'P1M-05'],
  ['去年', '2025', '-P1Y'],
  ['明年三月', '2027-03', 'P1Y-03'],
])('"%s" counts from today, or says how it counts', (text, resolved, unresolved) => {
  const [entity] = scanEntities(text, { today: TODAY })
  expect(entity).toMatchObject({ kind: 'date', text, value: resolved, relative: true })
  expect(scanEntities(text)[0]).toMatchObject({ kind: 'date', text, value: unresolved, relative: true })
})

test.each<[string, string[]]>([
  ['5月3日下单，2026年5月4号到', ['5月3日=--05-03', '2026年5月4号=2026-05-04']],
  ['五月三号，二〇二五年六月，十二月', ['五月三号=--05-03', '二〇二五年六月=2025-06', '十二月=--12']],
  ['15号之前，二十号，三月份', ['15号=---15', '二十号=---20', '三月份=--03']],
  ['1月3号到5号', ['1月3号=--01-03', '5号=--01-05']],
  ['11月27日周五，11.25前', ['11月27日周五=--11-27', '11.25=--11-25']],
  ['2019年就是会员，24年3月', ['2019年=2019', '24年3月=2024-03']],
  ['3个月，五天，一周一次，每周五，周一到周五', []],
  ['5号线，3号楼，5号电池，人民路88号', []],
  ['双十一，五一，上周一次都没', []],
])('in "%s"', (text, expected) => {
  expect(entitiesIn(text, 'date')).toEqual(expected)
})

test.each(['anything in 3 days would be fine', 'it will be delivered in 3 days'])('%s', (text) => {
  expect(entitiesIn(text)).toEqual(['date in 3 days=2026-11-26'])
})

test.each(['it died in 2 days', 'broke twice in 2 days'])('%s: a length of time', (text) => {
  expect(entitiesIn(text)).toEqual(['number 2=2'])
})

test('a day that the month does not have is none', () => {
  expect(entitiesIn('31st of next month', 'date', { today: '2026-10-05' })).toEqual(['next month=2026-11'])
  expect(entitiesIn('29.02.2026, 29 February 2028', 'date')).toEqual(['29 February 2028=2028-02-29'])
})

test('the end of the year and a leap day are counted over', () => {
  expect(scanEntities('tomorrow', { today: '2026-12-31' })[0]?.value).toBe('2027-01-01')
  expect(scanEntities('next month', { today: '2026-12-31' })[0]?.value).toBe('2027-01')
  expect(scanEntities('in 2 days', { today: '2028-02-28' })[0]?.value).toBe('2028-03-01')
})

test.each(['2026-02-30', 'today', '', '23.11.2026'])('the reference day "%s" is refused', (today) => {
  expect(() => scanEntities('tomorrow', { today })).toThrow(RangeError)
})
