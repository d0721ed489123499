import { expect, test } from 'vitest'
import { withStore } from './with-store.ts'

const running = withStore()

test('collMod changes what an index does with time and with queries', async () => {
  const rows = running.db.collection('modified')
  await rows.insertMany([{ at: new Date() }, { at: new Date(0) }])
  await rows.createIndex({ at: 1 })
  const modify = (index: object) => running.db.command({ collMod: 'modified', index })
  const stage = async () => (await rows.find({ at: new Date(0) }).explain())['queryPlanner']
  expect(JSON.stringify(await stage())).toContain('IXSCAN')

  expect(await modify({ name: 'at_1', hidden: true })).toMatchObject({ hidden_old: false, hidden_new: true })
  expect(JSON.stringify(await stage())).not.toContain('IXSCAN')
  expect(await modify({ keyPattern: { at: 1 }, hidden: false })).toMatchObject({
    hidden_old: true,
    hidden_new: false,
  })
  expect(JSON.stringify(await stage())).toContain('IXSCAN')

  expect(await modify({ name: 'at_1', expireAfterSeconds: 60 })).toMatchObject({ expireAfterSeconds_new: 60 })
  expect(await modify({ name: 'at_1', expireAfterSeconds: 30 })).toMatchObject({ expireAfterSeconds_old: 60 })
  expect((await rows.indexes())[1]).toMatchObject({ name: 'at_1', expireAfterSeconds: 30 })

  await expect(modify({ name: 'nothing', hidden: true })).rejects.toMatchObject({ code: 27 })
  await expect(modify({ name: '_id_', hidden: true })).rejects.toMatchObject({ code: 2 })
  await expect(modify({ name: 'at_1', unique: true })).rejects.toMatchObject({ code: 238 })
  await expect(running.db.command({ collMod: 'nobody' })).rejects.toMatchObject({ code: 26 })
  await expect(running.db.command({ collMod: 'modified', validator: { a: 1 } })).rejects.toMatchObject({
    code: 238,
  })
})

test('a renamed collection keeps its documents and indexes', async () => {
  const rows = running.db.collection<{ _id: number; n: number }>('old')
  await rows.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ])
  await rows.createIndex({ n: 1 }, { unique: true })
  await running.db.collection('taken').insertOne({})
  await expect(rows.rename('taken')).rejects.toMatchObject({ code: 48 })
  const renamed = await rows.rename('taken', { dropTarget: true })
  expect(await renamed.find().toArray()).toEqual([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ])
  await expect(renamed.insertOne({ _id: 3, n: 2 } as never)).rejects.toMatchObject({ code: 11000 })
  await renamed.insertOne({ _id: 3, n: 3 } as never)
  expect(await renamed.countDocuments()).toBe(3)
  expect(await running.db.listCollections({ name: 'old' }).toArray()).toEqual([])
  await expect(rows.rename('elsewhere')).rejects.toMatchObject({ code: 26 })
})

test('a command that takes longer than its client allows is ended', async () => {
  const rows = running.db.collection('many')
  await rows.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n, text: 'x'.repeat(50) })))
  await expect(rows.find({ text: /z/ }, { maxTimeMS: 1 }).toArray()).rejects.toMatchObject({ code: 50 })
  await expect(rows.aggregate([{ $group: { _id: '$n' } }], { maxTimeMS: 1 }).toArray()).rejects.toMatchObject(
    {
      code: 50,
    },
  )
  await expect(
    rows.updateMany({ text: /z/ }, { $set: { a: 1 } }, { maxTimeMS: 1 } as object),
  ).rejects.toMatchObject({
    code: 50,
  })
  // The limit is for the command; a client may take its time for the batches that follow.
  expect(await rows.find({}, { maxTimeMS: 5000, batchSize: 5000 }).toArray()).toHaveLength(20_000)
  await expect(rows.find({}, { maxTimeMS: -1 }).toArray()).rejects.toMatchObject({ code: 2 })
})

test('a pipeline on the database has its own sources', async () => {
  const documents = { $documents: [{ a: 1 }, { a: { $add: [1, 1] } }] }
  expect(await running.db.aggregate([documents, { $match: { a: 2 } }]).toArray()).toEqual([{ a: 2 }])
  const sessions = await running.client
    .db('admin')
    .aggregate([{ $listLocalSessions: {} }])
    .toArray()
  expect(sessions[0]).toMatchObject({ lastUse: expect.any(Date) })
  await expect(running.db.aggregate([{ $currentOp: {} }]).toArray()).rejects.toMatchObject({ code: 238 })
  await expect(running.db.aggregate([{ $match: {} }]).toArray()).rejects.toMatchObject({ code: 73 })
  await expect(running.db.collection('c').aggregate([documents]).toArray()).rejects.toMatchObject({
    code: 73,
  })
})

test('one member stands for the replica set', async () => {
  const status = await running.client.db('admin').command({ replSetGetStatus: 1 })
  expect(status).toMatchObject({ set: 'parley', myState: 1, members: [{ stateStr: 'PRIMARY', self: true }] })
  expect(await running.db.command({ hello: 1 })).toMatchObject({
    $clusterTime: { clusterTime: expect.anything() },
  })
})

test('an index is the same, another, or in the way of one', async () => {
  const rows = running.db.collection('indexed')
  await rows.createIndex({ a: 1 }, { name: 'a' })
  expect(await rows.createIndex({ a: 1 }, { name: 'a' })).toBe('a')
  await rows.createIndex({ _id: 1 })
  await expect(rows.createIndex({ a: 1 }, { name: 'b' })).rejects.toMatchObject({ code: 85 })
  await expect(rows.createIndex({ a: 1 }, { name: 'a', hidden: true })).rejects.toMatchObject({ code: 85 })
  await expect(rows.createIndex({ a: 1 }, { name: 'a', unique: true })).rejects.toMatchObject({ code: 86 })
  await expect(rows.createIndex({ b: 1 }, { name: 'a' })).rejects.toMatchObject({ code: 86 })
  expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a'])
  for (const kind of ['text', '2dsphere', 'hashed'])
    await expect(rows.createIndex({ c: kind as 'text' })).rejects.toMatchObject({
      code: 67,
      message: expect.stringContaining('MONGODB_URI'),
    })
})

test('arguments that are missing, wrong or unknown have MongoDB’s numbers', async () => {
  await running.db.collection('c').insertOne({})
  const cases: [object, number][] = [
    [{ distinct: 'c' }, 40414],
    [{ aggregate: 'c', cursor: {} }, 40414],
    [{ dropIndexes: 'c' }, 40414],
    [{ createIndexes: 'c' }, 40414],
    [{ update: 'c', updates: [{ u: { $set: { a: 1 } } }] }, 40414],
    [{ update: 'c', updates: [{ q: {} }] }, 40414],
    [{ update: 'c', updates: [{ q: 5, u: {} }] }, 14],
    [{ update: 'c', updates: [{ q: {}, u: { $set: { a: 1 } }, multi: 'x' }] }, 14],
    [{ delete: 'c', deletes: [{ q: {} }] }, 40414],
    [{ delete: 'c', deletes: [{ limit: 0 }] }, 40414],
    [{ delete: 'c', deletes: [{ q: {}, limit: 2 }] }, 9],
    [{ insert: 'c', documents: 5 }, 14],
    [{ insert: 'c', documents: [5] }, 14],
    [{ insert: 'c', documents: [{}], writeConcern: { frob: 1 } }, 40415],
    [{ aggregate: 'c', pipeline: [], cursor: { frob: 1 } }, 40415],
    [{ find: 'c', readConcern: { level: 'frob' } }, 2],
    [{ find: 'c', apiVersion: '2' }, 322],
    [{ listDatabases: 1 }, 13],
    [{ find: 'c', skip: 'x' }, 14],
    [{ find: 'c', skip: -1 }, 51024],
    [{ find: 'c', filter: 1 }, 14],
    [{ update: 'c', updates: [{ q: {}, u: {}, sort: {} }] }, 40415],
    [{ delete: 'c', deletes: [{ q: {}, limit: 1, frob: 1 }] }, 40415],
    [{ createSearchIndexes: 'c', indexes: [] }, 31082],
    [{ explain: { find: 'c' }, verbosity: 'all' }, 9],
  ]
  for (const [command, code] of cases)
    await expect(running.db.command(command), JSON.stringify(command)).rejects.toMatchObject({ code })
})

test('explain shows the plan of writes too, and runs nothing for the plan alone', async () => {
  await running.db.collection('c').createIndex({ a: 1 })
  const update = { update: 'c', updates: [{ q: { a: 1 }, u: { $set: { a: 2 } } }] }
  const plan = await running.db.command({ explain: update, verbosity: 'queryPlanner' })
  expect(JSON.stringify(plan['queryPlanner'])).toContain('a_1')
  expect(plan).not.toHaveProperty('executionStats')
  expect(await running.db.command({ explain: { find: 'c' }, verbosity: 'executionStats' })).toHaveProperty(
    'executionStats.nReturned',
    1,
  )
})
