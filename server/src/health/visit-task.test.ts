import { expect, test } from 'vitest'
import type { VisitResult } from '../contract/index.ts'
import { fault } from './fault.ts'
import { visitRunner, walk } from './visit-task.ts'

const well = async () => undefined
const states = ({ hops }: VisitResult) => hops.map(({ name, state }) => `${name} ${state}`)

test('every hop is taken, one after the other, and says how long it took', async () => {
  const told: string[] = []
  const result = await walk({ accept: well, turn: well, log: well }, (done, of) => told.push(`${done}/${of}`))
  expect(states(result)).toEqual(['accept ok', 'turn ok', 'log ok'])
  expect(result.hops.every(({ ms }) => ms !== undefined)).toBe(true)
  expect(result.fault).toBeUndefined()
  expect(told).toEqual(['0/3', '1/3', '2/3'])
})

test('behind a hop that fails none is tried', async () => {
  const tried: string[] = []
  const result = await walk(
    {
      accept: well,
      turn: async () => fault('handed_off', 'low_confidence'),
      log: async () => void tried.push('log'),
    },
    () => undefined,
  )
  expect(states(result)).toEqual(['accept ok', 'turn failed', 'log skipped'])
  expect(result.fault).toMatchObject({ code: 'handed_off', detail: 'low_confidence' })
  expect(tried).toEqual([])
})

test('without a model nobody is sent: the message would be handed to people', async () => {
  const run = visitRunner({ core: {} as never, hasModel: () => false })
  const result = (await run({} as never)) as VisitResult
  expect(states(result)).toEqual(['accept skipped', 'turn skipped', 'log skipped'])
  expect(result.fault?.code).toBe('model_missing')
})
