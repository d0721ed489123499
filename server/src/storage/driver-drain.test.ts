import { setTimeout as delay, setImmediate as soon } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProxy, type TcpProxy } from '../../../scripts/faultlab/live/proxy.ts'
import { startStore, type TestStore } from '../../test/support/store.ts'
import { connectStore } from './mongo.ts'

let store: TestStore
let proxy: TcpProxy

beforeAll(async () => {
  store = await startStore()
  proxy = await openProxy(Number(new URL(store.uri).port))
})
afterAll(async () => {
  await proxy.close()
  await store.stop()
})

test('whatever is asked while a connection ends is answered or fails: nothing waits on it for ever', async () => {
  const uri = new URL(store.uri)
  uri.port = String(proxy.port)
  const connection = await connectStore({ uri: uri.href, appName: 'test', patienceMs: 3000 })
  const rows = connection.collection('drained')
  let [asked, settled] = [0, 0]
  const ask = () => {
    asked += 1
    const done = () => {
      settled += 1
    }
    rows.insertOne({ asked }).then(done, done)
  }
  for (let round = 0; round < 8; round++) {
    await Promise.allSettled(Array.from({ length: 3 }, () => rows.findOne({})))
    proxy.cut()
    // In every phase of the event loop: after sockets are read, before what they ended is told as closed.
    for (let turn = 0; turn < 6; turn++) {
      ask()
      await soon()
    }
    await delay(5)
  }
  await expect.poll(() => asked - settled, { timeout: 9000 }).toBe(0)
  await connection.close()
}, 40_000)
