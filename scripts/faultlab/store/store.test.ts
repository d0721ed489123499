import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runControl } from './control.ts'
import { runStoreKills } from './run.ts'

const SEED = 20_271_101
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-faultlab-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('kill -9 among journaled writers loses nothing that was acknowledged, does nothing twice, and leaves sound indexes', async () => {
  const outcome = await runStoreKills({ dir: join(folder, 'store'), seed: SEED, kills: 3, writers: 32 })
  console.log(
    `seed ${SEED}: ${outcome.faults} kills, ${outcome.accepted} acknowledged, lost ${outcome.lost.length}, duplicated ${outcome.duplicated.length}, inconsistent ${outcome.inconsistent.length}`,
  )
  expect(outcome.accepted).toBeGreaterThan(100)
  expect(outcome).toMatchObject({ lost: [], duplicated: [], inconsistent: [] })
}, 90_000)

test('the same judgement sees what a client loses that does not wait, and an index entry that is missing', async () => {
  const { lost, inconsistent } = await runControl(join(folder, 'control'))
  expect(lost).toBeGreaterThan(0)
  expect(inconsistent).toBeGreaterThan(0)
}, 60_000)
