import { expect, test } from 'vitest'
import { isPainted, paint, readDay, readHolidays, textOf } from './week.ts'

const office = [{ day: 1, from: '09:00', to: '18:00' }]

test('painting opens and closes stretches, and leaves the rest to the minute', () => {
  const lunch = paint(office, { day: 1, from: 720, to: 780, open: false })
  expect(textOf(lunch, 1)).toBe('09:00-12:00, 13:00-18:00')
  expect(textOf(paint(lunch, { day: 1, from: 720, to: 780, open: true }), 1)).toBe('09:00-18:00')
  const odd = paint([{ day: 2, from: '09:10', to: '10:05' }], { day: 2, from: 600, to: 630, open: true })
  expect(textOf(odd, 2)).toBe('09:10-10:30')
  expect(textOf(paint(office, { day: 1, from: 0, to: 1440, open: true }), 1)).toBe('00:00-24:00')
  expect([isPainted(office, 1, 1080, 1110), isPainted(office, 1, 1050, 1080)]).toEqual([false, true])
})

test.each([
  ['9-18', '09:00-18:00'],
  ['09:00–12:30, 13:30-18:00', '09:00-12:30, 13:30-18:00'],
  ['9:00至18:00', '09:00-18:00'],
  ['', ''],
])('%j is read as %j', (typed, read) => {
  expect(textOf(readDay(typed, 3) ?? [], 3)).toBe(read)
})

test.each(['18-9', 'noon', '9-25', '09:70-10:00', '9'])('%j cannot be read', (typed) => {
  expect(readDay(typed, 3)).toBeUndefined()
})

test('pasted dates are read, and what is none is told back', () => {
  expect(
    readHolidays('2026-12-25 Christmas\n2027/1/1, New Year\n2027年2月6日 春节\n2026-02-30\nsoon'),
  ).toEqual({
    holidays: [
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2027-01-01', name: 'New Year' },
      { date: '2027-02-06', name: '春节' },
    ],
    unread: ['2026-02-30', 'soon'],
  })
})
