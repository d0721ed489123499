import mongoose from 'mongoose'
import { afterEach, expect, test } from 'vitest'
import { launchStore } from '../src/index.ts'
import { entry, temporaryFolder, withStore } from './with-store.ts'

const { MongoClient } = mongoose.mongo
const running = withStore({ storeArgs: ['--test-commands'] })

function fail(data: object, mode: object | string = { times: 1 }, name = 'failCommand') {
  return running.client.db('admin').command({ configureFailPoint: name, mode, data })
}

afterEach(async () => {
  for (const name of ['failCommand', 'onPrimaryTransactionalWrite']) await fail({}, 'off', name)
})

test('without the option there are no failpoints', async () => {
  const folder = temporaryFolder()
  const store = await launchStore({ dir: folder.dir, entry })
  const client = await new MongoClient(store.uri).connect()
  const admin = client.db('admin')
  const command = { configureFailPoint: 'failCommand', mode: 'alwaysOn', data: {} }
  await expect(admin.command(command)).rejects.toMatchObject({ code: 59 })
  expect(await admin.command({ getParameter: 1, enableTestCommands: 1 })).toMatchObject({
    enableTestCommands: false,
  })
  expect(await running.db.admin().command({ getParameter: 1, enableTestCommands: 1 })).toMatchObject({
    enableTestCommands: true,
  })
  await client.close()
  await store.stop()
  folder.remove()
})

test('a command fails as often as was asked, with the labels that MongoDB gives', async () => {
  await fail({ failCommands: ['ping'], errorCode: 8 }, { times: 2 })
  await expect(running.db.command({ ping: 1 })).rejects.toMatchObject({ code: 8 })
  await expect(running.db.command({ ping: 1 })).rejects.toMatchObject({ code: 8 })
  expect(await running.db.command({ ping: 1 })).toMatchObject({ ok: 1 })

  await fail({ failCommands: ['ping'], errorCode: 8 }, { skip: 1 })
  expect(await running.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  await expect(running.db.command({ ping: 1 })).rejects.toMatchObject({ code: 8 })

  await fail({ failCommands: ['insert'], errorCode: 91 }, { times: 2 })
  const error = await running.db
    .collection('labels')
    .insertOne({})
    .catch((reason: unknown) => reason)
  expect(error).toMatchObject({ code: 91 })
  expect((error as mongoose.mongo.MongoError).hasErrorLabel('RetryableWriteError')).toBe(true)
})

test('only the client that is named suffers', async () => {
  await fail({ failCommands: ['ping'], errorCode: 8, appName: 'other' }, 'alwaysOn')
  expect(await running.db.command({ ping: 1 })).toMatchObject({ ok: 1 })
  const other = await new MongoClient(running.store.uri, { appName: 'other' }).connect()
  await expect(other.db('test').command({ ping: 1 })).rejects.toMatchObject({ code: 8 })
  await other.close()
})

test('a write whose connection ends before or after its commit is done once', async () => {
  const rows = running.db.collection<{ _id: number }>('once')
  await fail({ failCommands: ['insert'], closeConnection: true })
  await rows.insertOne({ _id: 1 })
  await fail({}, { times: 1 }, 'onPrimaryTransactionalWrite')
  await rows.insertOne({ _id: 2 })
  await fail({ failBeforeCommitExceptionCode: 1 }, { times: 2 }, 'onPrimaryTransactionalWrite')
  await expect(rows.insertOne({ _id: 3 })).rejects.toMatchObject({ name: 'MongoNetworkError' })
  expect(await rows.find().toArray()).toEqual([{ _id: 1 }, { _id: 2 }])
})

test('a write concern error comes with a write that was done', async () => {
  const rows = running.db.collection<{ _id: number }>('concern')
  await fail({ failCommands: ['insert'], writeConcernError: { code: 64, errmsg: 'waiting failed' } })
  await expect(rows.insertOne({ _id: 1 })).rejects.toMatchObject({ name: 'MongoWriteConcernError', code: 64 })
  await expect(rows.insertOne({ _id: 2 }, { writeConcern: { w: 3 } })).rejects.toMatchObject({ code: 100 })
  await expect(
    rows.insertOne({ _id: 3 }, { writeConcern: { w: 'nowhere' as 'majority' } }),
  ).rejects.toMatchObject({
    code: 79,
  })
  expect(await rows.countDocuments()).toBe(3)
})
