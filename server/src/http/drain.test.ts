import { once } from 'node:events'
import { Agent, createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createDrain, type Drain } from './drain.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let server: Server
let drain: Drain

afterEach(() => {
  agent.destroy()
  server.closeAllConnections()
})

async function serve(listener: RequestListener): Promise<number> {
  server = createServer(listener)
  drain = createDrain(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

function get(port: number): Promise<{ body: string; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', agent }, async (answer) => {
      let body = ''
      answer.on('error', reject)
      for await (const part of answer) body += part
      resolve({ body, connection: answer.headers.connection })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
}

test('what was begun is answered, new ones are refused, connections that are kept alive end', async () => {
  let finish: () => void = () => undefined
  let asked = 0
  const port = await serve((_req, res) => {
    if (asked++ === 0) res.end('first')
    else finish = () => res.end('second')
  })
  expect(await get(port)).toEqual({ body: 'first', connection: 'keep-alive' })
  const second = get(port)
  await expect.poll(() => asked).toBe(2)
  const drained = drain.end(60_000)
  const state = { isDrained: false }
  void drained.then(() => (state.isDrained = true))
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow()
  expect(state.isDrained).toBe(false)
  finish()
  expect(await second).toEqual({ body: 'second', connection: 'close' })
  await drained
  await expect(get(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('who keeps asking by one connection is told to come by another while there still is one', async () => {
  const port = await serve((_req, res) => res.end('here'))
  expect((await get(port)).connection).toBe('keep-alive')
  drain.leave()
  expect([(await get(port)).connection, (await get(port)).connection]).toEqual(['close', 'close'])
  await drain.end(60_000)
  await expect(get(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('what never ends is cut when the patience is over', async () => {
  let asked = 0
  const port = await serve(() => void asked++)
  const hanging = get(port)
  const cut = expect(hanging).rejects.toMatchObject({ code: 'ECONNRESET' })
  await expect.poll(() => asked).toBe(1)
  await drain.end(30)
  await cut
})
