import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { trainModel } from '@parley/nlp-models'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/support/folder.ts'
import { storeOfFile } from '../../test/support/store.ts'
import { createModelHolder, type ModelHolder } from './model-holder.ts'
import { recordOf } from './train-task.ts'
import { versionPartsOn } from './version.ts'
import { createVersions } from './versions.ts'

const file = storeOfFile()
const holders: ModelHolder[] = []
let folder: { dir: string; remove: () => Promise<void> }
const said = ['where is it', 'is it shipped', 'track it', 'close my account', 'delete me', 'remove my data']
const small = (more: string) =>
  trainModel({
    intents: [...said, more].map((text, at) => ({ text, intent: at < 3 ? 'order.status' : 'account.close' })),
    outOfScope: ['what a day', 'the moon is red', 'sing a song'],
  })
const [shipped, first, second] = [await small('wipe me'), await small('erase me'), await small('forget me')]

beforeAll(async () => {
  folder = await temporaryFolder('versions')
  await writeFile(join(folder.dir, 'shipped.model'), shipped.bytes)
})
afterAll(async () => {
  for (const holder of holders) await holder.stop()
  await folder?.remove()
})

const shelf = () => createVersions(file.admin)
const recordFor = ({ model, bytes }: typeof first) =>
  recordOf(
    {
      version: model.version,
      dataHash: model.dataHash,
      intents: 2,
      bytes,
      labelIds: [],
      examples: 10,
      trainMs: 1,
      parameters: { answerFrom: 0.5, inScopeFrom: 0.5 },
      predictions: [],
      metrics: { heldOut: 0 } as never,
      detail: {} as never,
    },
    { origin: 'trained', madeAt: new Date(), dataAt: new Date() },
  )
const keep = async (trained: typeof first) => await shelf().save(recordFor(trained), trained.bytes, [])
const choose = async ({ model: { version } }: typeof first, seen?: string) =>
  await shelf().use({ version, before: shipped.model.version, seen, by: 'Theo', at: new Date() })
const boot = async () => {
  const holder = await createModelHolder(join(folder.dir, 'shipped.model'), pino({ level: 'silent' }))
  holders.push(holder)
  await holder.follow(shelf())
  return holder
}

test('parts of a training that died are no version, and the next one clears them away', async () => {
  const parts = versionPartsOn(file.admin)
  const half = { _id: 'half:model:0', version: 'half', kind: 'model' as const, n: 0 }
  await parts.create({ ...half, bytes: Buffer.from(first.bytes.subarray(0, 100)) })
  await keep(first)
  expect(await shelf().exists('half')).toBe(false)
  await expect(shelf().load('half')).rejects.toMatchObject({ code: 'not_found' })
  await shelf().clearUnfinished([])
  expect(await parts.countDocuments({ version: 'half' })).toBe(0)
  expect((await shelf().load(first.model.version)).version).toBe(first.model.version)
})

const bytes = Buffer.from(first.bytes)
const altered = Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte)))
test.each<[string, 'model' | 'predictions', Buffer | undefined]>([
  ['cut short', 'model', bytes.subarray(0, bytes.length - 7)],
  ['one bit altered', 'model', altered],
  ['bytes of another version', 'model', Buffer.from(second.bytes)],
  ['no bytes at all', 'model', undefined],
  ['examples cut short', 'predictions', Buffer.from('[{"text":"wh')],
])('a damaged version is refused, what works goes on, and a training mends it: %s', async (_, kind, left) => {
  await keep(first)
  const { version } = first.model
  const parts = versionPartsOn(file.admin)
  if (left) await parts.updateOne({ version, kind }, { $set: { bytes: left } })
  else await parts.deleteMany({ version })
  const use = kind === 'model' ? shelf().load(version) : shelf().predictions(version)
  await expect(use).rejects.toMatchObject({ code: 'model_damaged' })

  await keep(first)
  expect((await shelf().load(version)).version).toBe(version)
  expect(await shelf().predictions(version)).toEqual([])
})

test('a process that starts with a damaged version in use says so and goes on with the shipped one', async () => {
  await keep(first)
  await choose(first)
  const parts = versionPartsOn(file.admin)
  const working = await boot()
  expect(working.current()?.version).toBe(first.model.version)
  await parts.updateOne({ version: first.model.version, kind: 'model' }, { $set: { bytes: altered } })
  await working.look()
  expect(working.current()?.version).toBe(first.model.version)

  const started = await boot()
  expect(started.current()?.version).toBe(shipped.model.version)
  expect(started.refused()).toBe(first.model.version)
  await keep(first)
  await started.look()
  expect(started.current()?.version).toBe(first.model.version)
  expect(started.refused()).toBeUndefined()
})

test('of two who choose at once one is told, unless they choose the same; who saw another is told too', async () => {
  await keep(first)
  await keep(second)
  const { version } = second.model
  await choose(first)
  const both = await Promise.allSettled([choose(second), choose(second)])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
  expect(await shelf().inUse()).toMatchObject({ version, former: first.model.version })

  await expect(choose(first, shipped.model.version)).rejects.toMatchObject({ code: 'changed_meanwhile' })
  expect((await shelf().inUse())?.version).toBe(version)
  await choose(first, version)
  expect((await shelf().inUse())?.version).toBe(first.model.version)
})
