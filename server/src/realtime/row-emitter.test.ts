import { beforeEach, expect, test } from 'vitest'
import type { Row, View } from '../contract/index.ts'
import { createRowEmitter, wasNobodys } from './row-emitter.ts'

let told: string[]
let changes: string[]
const rooms = new Map(
  [
    'mine:ann',
    'mine:ben',
    'open:by ann',
    'open:orders',
    'open:-',
    'bot:all',
    'waiting:orders',
    'user:ann',
  ].map((room) => [room, new Set(['socket'])]),
)
const local = {
  to: (to: string | string[]) => {
    const emit = (_event: string, { left }: { left?: true }) =>
      void told.push(`${[to].flat().join(' + ')}${left ? ' left' : ''}`)
    return { emit, except: () => ({ emit }) }
  },
}
const emitter = () =>
  createRowEmitter({
    console: { adapter: { rooms }, local } as never,
    dirty: (view: View, concerned) =>
      void changes.push(`${view}: ${concerned === 'everybody' ? concerned : [...concerned].join()}`),
    touched: () => undefined,
  })
const row = (more: Partial<Row>): Row =>
  ({ id: 't', head: 1, epoch: 1, status: 'open', control: 'bot', ...more }) as Row

beforeEach(() => {
  told = []
  changes = []
})

test('a new conversation is told to no list of one’s own, and concerns nobody’s own numbers', () => {
  emitter()(row({}), true)
  expect(told).toEqual(['open:all', 'open:-', 'bot:all', 'open:orders left', 'waiting:orders left'])
  expect(new Set(changes)).toEqual(new Set(['open: ', 'bot: ', 'waiting: ']))
})

test('one whose past is unknown here is told to every list, once for each view, and concerns everybody', () => {
  emitter()(row({ status: 'closed', queue: 'orders' }), false)
  expect(told).toEqual([
    'closed:all',
    'closed:orders',
    'mine:ann + mine:ben left',
    'open:by ann + open:orders + open:- left',
    'bot:all left',
    'waiting:orders left',
  ])
  expect(new Set(changes.map((one) => one.split(': ')[1]))).toEqual(new Set(['everybody']))
})

test('what passes from one to another concerns the two', () => {
  const emit = emitter()
  const requested = row({ control: 'requested', queue: 'orders', epoch: 2 })
  emit({ ...requested, offer: { agent: 'ann', until: 1 } }, true)
  told = []
  changes = []
  emit({ ...requested, head: 2, offer: { agent: 'ben', until: 2 } }, false)
  expect(told.filter((room) => room.startsWith('mine'))).toEqual(['mine:ben', 'mine:ann left'])
  expect(changes).toEqual(['mine: ben,ann', 'mine: ben,ann'])
})

test('who was offered it, had it or let it pass is known by the thread', () => {
  const thread = { epoch: 2, passed: [] as string[] }
  expect(wasNobodys(thread as never)).toBe(true)
  expect(wasNobodys({ ...thread, passed: ['ann'] } as never)).toBe(false)
  expect(wasNobodys({ ...thread, agent: { id: 'ann', name: 'Ann' } } as never)).toBe(false)
  expect(wasNobodys({ ...thread, epoch: 4 } as never)).toBe(false)
})
