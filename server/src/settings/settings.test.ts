import { expect, test } from 'vitest'
import { storeOfFile } from '../../test/support/store.ts'
import { connectStore } from '../storage/mongo.ts'
import { createSettings } from './settings.ts'

const store = storeOfFile()
const connect = async () => await connectStore({ uri: store.uri, appName: 'settings-test' })

test('a section is its default until it is saved, then what was saved, in every process', async () => {
  const [one, other] = [await connect(), await connect()]
  const settings = await createSettings(one)
  expect(settings.get('queues').queues.map(({ id }) => id)).toContain('general')
  expect(await settings.read('company')).toMatchObject({ version: 0, value: { name: 'Parley' } })
  const changed: string[] = []
  settings.onChange((section) => changed.push(section))
  const saved = await settings.put('company', {
    version: 0,
    value: { name: '  Northwind ', timeZone: 'Asia/Shanghai' },
    by: 'u_1',
  })
  expect(saved).toMatchObject({
    version: 1,
    value: { name: 'Northwind', timeZone: 'Asia/Shanghai' },
    by: 'u_1',
  })
  expect(settings.get('company').name).toBe('Northwind')
  expect(changed).toEqual(['company'])
  const elsewhere = await createSettings(other)
  expect(elsewhere.get('company').name).toBe('Northwind')
  settings.stop()
  elsewhere.stop()
  await Promise.all([one.close(), other.close()])
})

test('two who save at once: one is told that it changed meanwhile, and what is stored now', async () => {
  const connection = await connect()
  const settings = await createSettings(connection)
  const save = async (name: string, version: number) =>
    await settings.put('teams', { version, value: { teams: [{ id: 'a', name, queues: [] }] }, by: 'u_1' })
  for (const version of [0, 1, 2]) {
    const results = await Promise.allSettled([save('One', version), save('Other', version)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = results.find((result) => result.status === 'rejected')
    expect(refused?.reason).toMatchObject({
      code: 'changed_meanwhile',
      details: { stored: { version: version + 1 } },
    })
  }
  settings.stop()
  await connection.close()
})

test.each([
  ['queues', { queues: [{ id: 'orders', name: { en: 'Orders', zh: '订单' } }] }, /general/],
  [
    'queues',
    {
      queues: [
        { id: 'general', name: { en: 'G', zh: '综' } },
        { id: 'general', name: { en: 'G', zh: '综' } },
      ],
    },
    /twice/,
  ],
  ['company', { name: 'X', timeZone: 'Mars/Olympus' }, /time zone/],
  [
    'hours',
    {
      hours: [
        {
          id: 'day',
          name: { en: 'D', zh: '日' },
          timeZone: 'UTC',
          week: [{ day: 1, from: '18:00', to: '09:00' }],
          holidays: [],
        },
      ],
    },
    /ends before/,
  ],
  ['bot', { answer: 3 }, /./],
] as const)('%s refuses what makes no sense, in words', async (section, value, words) => {
  const connection = await connect()
  const settings = await createSettings(connection)
  const refused = settings.put(section, { version: 0, value, by: 'u_1' })
  await expect(refused).rejects.toMatchObject({ code: 'invalid_request', status: 400 })
  const { details } = (await refused.catch((error: unknown) => error)) as {
    details: { fields: { problem: string }[] }
  }
  expect(details.fields.map(({ problem }) => problem).join(' ')).toMatch(words)
  settings.stop()
  await connection.close()
})
