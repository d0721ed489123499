import type { Connection } from 'mongoose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { userModel } from '../src/agents/user.ts'
import type { PreferencesChange, SavedView } from '../src/contract/index.ts'
import { complete, createPreferences } from '../src/preferences/preference.ts'
import { preferenceRoutes } from '../src/preferences/routes.ts'
import { savedViewRoutes } from '../src/saved-views/routes.ts'
import { createSavedViews } from '../src/saved-views/saved-view.ts'
import { connectStore } from '../src/storage/mongo.ts'
import { type AskFor, startDoor } from './support/door.ts'
import { temporaryFolder } from './support/folder.ts'
import { startStore, type TestStore } from './support/store.ts'

let store: TestStore
let connection: Connection
let ask: AskFor
let stop: () => void
let remove: () => Promise<void>
const audited: object[] = []

beforeAll(async () => {
  const folder = await temporaryFolder('own')
  remove = folder.remove
  store = await startStore()
  connection = await connectStore({ uri: store.uri, appName: 'test' })
  const savedViews = createSavedViews({ connection, audit: async (event) => void audited.push(event) })
  const routes = [
    ...savedViewRoutes({ savedViews }),
    ...preferenceRoutes({ preferences: createPreferences({ connection }), users: userModel(connection) }),
  ]
  const door = await startDoor({ dir: folder.dir, routes })
  ask = door.ask
  stop = door.stop
})
afterAll(async () => {
  stop?.()
  await connection?.close()
  await store?.stop()
  await remove?.()
})

describe('a saved view', () => {
  const body = { name: 'Angry in billing', view: 'open', filter: { mood: ['negative'] }, shared: false }
  const path = '/api/views/v_12345678'
  const idsFor = async (as: 'agent' | 'supervisor' | 'trainer') =>
    ((await ask('/api/views', { as })).json as { views: SavedView[] }).views.map(({ id }) => id)

  test('is its owner’s alone; saving it again replaces it; removing it twice is removing it', async () => {
    expect((await ask(path, { method: 'PUT', body, as: 'agent' })).json).toMatchObject({
      mine: true,
      ...body,
    })
    await ask(path, { method: 'PUT', body: { ...body, name: 'Unhappy' }, as: 'agent' })
    expect(await idsFor('agent')).toEqual(['v_12345678'])
    expect(await idsFor('supervisor')).toEqual([])
    expect((await ask(path, { method: 'PUT', body, as: 'supervisor' })).status).toBe(404)
    expect((await ask(path, { method: 'DELETE', as: 'trainer' })).status).toBe(404)
    expect((await ask(path, { method: 'DELETE', as: 'agent' })).status).toBe(204)
    expect((await ask(path, { method: 'DELETE', as: 'agent' })).status).toBe(204)
    expect(await idsFor('agent')).toEqual([])
  })

  test('is shared only by who may, changed only by who may, and both are written down', async () => {
    const shared = { ...body, shared: true }
    expect((await ask(path, { method: 'PUT', body: shared, as: 'agent' })).json.error?.code).toBe('forbidden')
    expect((await ask(path, { method: 'PUT', body: shared, as: 'supervisor' })).status).toBe(200)
    expect(await idsFor('agent')).toEqual(['v_12345678'])
    // Taking it from the others is changing what they see.
    expect((await ask(path, { method: 'PUT', body, as: 'agent' })).status).toBe(403)
    expect((await ask(path, { method: 'DELETE', as: 'agent' })).status).toBe(403)
    expect((await ask(path, { method: 'DELETE', as: 'admin' })).status).toBe(204)
    expect(audited).toEqual([
      { actor: 'supervisor', action: 'view.saved', target: 'v_12345678' },
      { actor: 'admin', action: 'view.removed', target: 'v_12345678' },
    ])
  })

  test.each([
    ['a condition that no list has', { ...body, filter: { price: ['1'] } }],
    ['an operator', { ...body, filter: { q: { $ne: '' } } }],
    ['no name', { ...body, name: '  ' }],
    ['a view that does not exist', { ...body, view: 'secret' }],
  ])('with %s is refused', async (_what, wrong) => {
    expect((await ask(path, { method: 'PUT', body: wrong, as: 'agent' })).json.error?.code).toBe(
      'invalid_request',
    )
  })
})

describe('preferences', () => {
  const change = (body: PreferencesChange | object, as: 'agent' | 'admin' = 'agent') =>
    ask('/api/me/preferences', { method: 'PATCH', body, as })

  test('keep what is not named, and go back to the usual with null', async () => {
    await change({ density: 'compact', timeZone: 'Asia/Shanghai' })
    await change({ keys: { reply: ['w'], claim: [] }, singleKeys: false })
    const { json } = await change({ timeZone: null })
    expect(json).toMatchObject({ density: 'compact', keys: { reply: ['w'], claim: [] }, singleKeys: false })
    expect(json).not.toHaveProperty('timeZone')
    expect((await ask('/api/me/preferences', { as: 'admin' })).json).toMatchObject({ density: 'comfortable' })
  })

  test.each([
    { timeZone: 'Mars/Olympus' },
    { keys: { reply: ['alt+r', 'x', 'y'] } },
    { keys: { 'a.b': ['x'] } },
    { keys: { $set: ['x'] } },
    { theme: 'pink' },
    { alerts: { volume: 7 } },
    { unknown: 1 },
  ])('refuse %o', async (wrong) => {
    expect((await change(wrong)).json.error?.code).toBe('invalid_request')
  })

  test('that were stored under another schema are the usual ones, part by part', () => {
    expect(complete({ density: 'tight', theme: 'dark', alerts: 'loud' })).toMatchObject({
      density: 'comfortable',
      theme: 'dark',
      alerts: { scope: 'mine' },
    })
  })
})
