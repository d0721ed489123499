import { expect, test } from 'vitest'
import { disposition, readRange } from './serve-file.ts'
import { createFileTickets } from './ticket.ts'

test.each([
  [undefined, undefined],
  ['bytes=0-9', [0, 9]],
  ['bytes=90-', [90, 99]],
  ['bytes=-10', [90, 99]],
  ['bytes=-500', [0, 99]],
  ['bytes=95-500', [95, 99]],
  ['bytes=100-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  // What the standard lets a server leave alone is answered with the whole.
  ['bytes=5-2', undefined],
  ['bytes=0-1,5-6', undefined],
  ['bytes=-', undefined],
  ['lines=1-2', undefined],
  ['bytes=a-b', undefined],
])('range %s of 100 bytes', (header, range) => {
  expect(readRange(header, 100)).toEqual(range)
})

test.each([
  ['a.pdf', `attachment; filename="a.pdf"; filename*=UTF-8''a.pdf`],
  ['发票.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8.pdf`],
  [
    `a"; evil="\\b'(%41).pdf`,
    `attachment; filename="a_; evil=__b'(_41).pdf"; filename*=UTF-8''a%22%3B%20evil%3D%22%5Cb%27%28%2541%29.pdf`,
  ],
])('%s as a header', (name, header) => {
  expect(disposition(name, false)).toBe(header)
})

test('a ticket opens one thread for an hour', () => {
  let now = 1_000_000
  const tickets = createFileTickets(Buffer.alloc(32, 1), () => now)
  const { ticket } = tickets.sign('thread-1')
  expect(tickets.read(ticket)).toBe('thread-1')
  const code = (given: string | undefined) => {
    try {
      return tickets.read(given)
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  const other = createFileTickets(Buffer.alloc(32, 2), () => now).sign('thread-1').ticket
  expect(
    [undefined, ticket.replace('thread-1', 'thread-2'), `${ticket}x`, 'a.b.c', '', other].map(code),
  ).toEqual([
    'token_missing',
    'token_invalid',
    'token_invalid',
    'token_invalid',
    'token_missing',
    'token_invalid',
  ])
  now += 3_600_001
  expect(code(ticket)).toBe('token_expired')
})
