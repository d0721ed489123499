import { expect, test } from 'vitest'
import { eventFrame, readFrame } from './frames.ts'

test.each([
  ['2', { kind: 'ping' }],
  ['6', { kind: 'nothing' }],
  ['1', { kind: 'closed' }],
  ['41/widget,', { kind: 'closed' }],
  ['', { kind: 'closed' }],
  ['42/other,["state",{}]', { kind: 'closed' }],
  ['40/widget,{"sid":"x"}', { kind: 'connected' }],
  ['44/widget,{"message":"refused","data":{"a":1}}', { kind: 'refused', why: { a: 1 } }],
  ['42/widget,["state",{"head":1}]', { kind: 'event', name: 'state', body: { head: 1 } }],
  ['43/widget,12[{"ok":true}]', { kind: 'answer', id: 12, body: { ok: true } }],
  ['42/widget,{broken', { kind: 'closed' }],
  ['0{"sid":"s","pingInterval":25000,"pingTimeout":20000}', { kind: 'open', sid: 's', silenceMs: 45_000 }],
])('reads %s', (frame, read) => {
  expect(readFrame(frame)).toEqual(read)
})

test('an event that wants an answer carries its number', () => {
  expect(eventFrame('sync', { after: 0 }, 5)).toBe('42/widget,5["sync",{"after":0}]')
  expect(eventFrame('typing', { on: true })).toBe('42/widget,["typing",{"on":true}]')
})
