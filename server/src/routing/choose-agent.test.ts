import { describe, expect, test } from 'vitest'
import { type Candidate, chooseAgent } from './choose-agent.ts'

const agent = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  name: id,
  role: 'agent',
  queues: ['orders'],
  languages: ['en'],
  capacity: 3,
  slots: [],
  online: true,
  lastAssignedAt: 0,
  ...more,
})
const waiting = { queue: 'orders', language: 'en' as const, passed: [] }

describe('chooseAgent', () => {
  test.each([
    ['nobody with the skill', [agent('a', { queues: ['billing'] })], undefined],
    ['nobody online', [agent('a', { online: false })], undefined],
    ['nobody below capacity', [agent('a', { slots: ['1', '2', '3'] })], undefined],
    [
      'the least busy by share of capacity',
      [agent('a', { slots: ['1'], capacity: 2 }), agent('b', { slots: ['1', '2'], capacity: 10 })],
      'b',
    ],
    [
      'whoever waited longest among equals',
      [agent('a', { lastAssignedAt: 5 }), agent('b', { lastAssignedAt: 3 })],
      'b',
    ],
    [
      'a speaker of the language before a freer one',
      [agent('a', { languages: ['zh'] }), agent('b', { slots: ['1'] })],
      'b',
    ],
    ['somebody when nobody speaks the language', [agent('a', { languages: ['zh'] })], 'a'],
    ['no supervisor', [agent('a', { role: 'supervisor' })], undefined],
  ])('chooses %s', (_what, candidates, expected) => {
    expect(chooseAgent(waiting, candidates)?.id).toBe(expected)
  })

  test('never offers again to whoever let it pass', () => {
    expect(chooseAgent({ ...waiting, passed: ['a'] }, [agent('a'), agent('b')])?.id).toBe('b')
  })

  test('offers the fallback queue to everybody when nobody has it', () => {
    expect(chooseAgent({ ...waiting, queue: 'general' }, [agent('a')])?.id).toBe('a')
    expect(chooseAgent({ ...waiting, queue: 'billing' }, [agent('a')])).toBeUndefined()
  })
})
