import { describe, expect, test } from 'vitest'
import { judgeClock, judgeDisk, judgeOpenFiles, judgeRedis, judgeStore } from './judge.ts'

const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code)

describe('Redis', () => {
  const right = { appendonly: 'yes', policy: 'noeviction', aofFailing: false }
  test.each([
    ['as Parley asks for it', right, []],
    ['without its file', { ...right, appendonly: 'no' }, ['redis_no_aof']],
    ['that evicts', { ...right, policy: 'allkeys-lru' }, ['redis_evicts']],
    ['whose disk is full', { ...right, aofFailing: true }, ['redis_aof_failing']],
    [
      'with nothing right',
      { appendonly: 'no', policy: 'x', aofFailing: true },
      ['redis_no_aof', 'redis_evicts', 'redis_aof_failing'],
    ],
    ['that does not tell', { ...right, policy: undefined }, ['redis_unchecked']],
  ])('%s', (_what, facts, expected) => {
    expect(codes(judgeRedis(facts))).toEqual(expected)
  })

  test('the policy is named', () => {
    expect(judgeRedis({ ...right, policy: 'allkeys-lru' })[0]?.detail).toBe('allkeys-lru')
  })
})

test.each([
  ['a replica set on disk', { replicated: true, persistent: true }, []],
  ['a replica set that does not tell', { replicated: true, persistent: undefined }, []],
  ['a single server', { replicated: false, persistent: true }, ['store_standalone']],
  ['one in memory', { replicated: true, persistent: false }, ['store_in_memory']],
])('the store: %s', (_what, facts, expected) => {
  expect(codes(judgeStore(facts))).toEqual(expected)
})

test.each([
  ['the same', { aheadMs: 3, wayMs: 4 }, []],
  ['a second', { aheadMs: -1000, wayMs: 0 }, []],
  ['before us', { aheadMs: 1600, wayMs: 20 }, ['clock_off_store']],
  ['behind us', { aheadMs: -86_400_000, wayMs: 20 }, ['clock_off_store']],
  ['nobody knows: it took too long to read', { aheadMs: 1600, wayMs: 3000 }, []],
])('the clock: %s', (_what, facts, expected) => {
  expect(codes(judgeClock('store', facts))).toEqual(expected)
})

const limits = (soft: string) => `Limit  Soft Limit  Hard Limit  Units
Max processes             62987                62987                processes
Max open files            ${soft}                 1048576              files
`

test.each([
  ['few', limits('1024'), ['few_open_files']],
  ['enough', limits('65536'), []],
  ['no limit', limits('unlimited'), []],
  ['another system', undefined, []],
])('open files: %s', (_what, text, expected) => {
  expect(codes(judgeOpenFiles(text))).toEqual(expected)
})

test('the disk', () => {
  expect(judgeDisk(300, 200)).toEqual([])
  expect(judgeDisk(12 * 1024 ** 2, 256 * 1024 ** 2)).toMatchObject([{ code: 'disk_full', detail: '12 MB' }])
})
