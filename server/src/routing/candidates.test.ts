import { expect, test } from 'vitest'
import { createCandidates } from './candidates.ts'

function desk() {
  let clock = 0
  let fails = false
  const online = new Set(['a'])
  let reads = 0
  const agent = (_id: string) => ({
    ...{ _id, name: _id, role: 'agent', queues: ['orders'], languages: ['en'] },
    ...{ capacity: 2, slots: ['t'] },
  })
  const find = () => ({
    lean: async () => {
      reads++
      if (fails) throw new Error('no store')
      return [agent('a'), agent('b')]
    },
  })
  const presence = async (ids: readonly string[]) => new Set(ids.filter((id) => online.has(id)))
  return {
    candidates: createCandidates({ users: { find } as never, presence }, () => clock),
    online,
    reads: () => reads,
    pass(ms: number) {
      clock += ms
    },
    fail(does: boolean) {
      fails = does
    },
  }
}

test('agents are read once a second; who wants them as they are now reads them anew for all', async () => {
  const { candidates, online, reads, pass } = desk()
  const [first] = await candidates.known()
  expect(first).toMatchObject({ id: 'a', online: true, slots: ['t'], lastAssignedAt: 0 })
  pass(900)
  online.add('b')
  expect((await candidates.known())[1]?.online).toBe(false)
  expect(await candidates.isOnline('b')).toBe(true)
  expect(reads()).toBe(1)
  expect((await candidates.fresh())[1]?.online).toBe(true)
  pass(900)
  expect((await candidates.known())[1]?.online).toBe(true)
  expect(reads()).toBe(2)
  pass(200)
  await candidates.known()
  expect(reads()).toBe(3)
})

test('a reading that failed is not remembered', async () => {
  const { candidates, fail } = desk()
  fail(true)
  await expect(candidates.known()).rejects.toThrow('no store')
  fail(false)
  expect(await candidates.known()).toHaveLength(2)
})
