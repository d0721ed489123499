import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Link, LinkEvents } from './link.ts'
import { socketLinks } from './socket-link.ts'
import { type OpenTransport, overPolling } from './wire/transports.ts'

let http: HttpServer
let io: Server
let origin: string
const links: Link[] = []

beforeEach(async () => {
  http = createServer()
  io = new Server(http)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterEach(async () => {
  for (const link of links.splice(0)) link.close()
  await io.close()
})

function follow(token: string, transports: OpenTransport[] = [overPolling]) {
  const log: string[] = []
  const ears = new Set<() => void>()
  const note = (line: string) => {
    log.push(line)
    for (const ear of ears) ear()
  }
  const events: LinkEvents = {
    up: () => note('up'),
    down: () => note('down'),
    ended: (code) => note(`ended ${code}`),
    entries: ({ after }) => note(`entries ${after}`),
    state: ({ head }) => note(`state ${head}`),
    typing: ({ by }) => note(`typing ${by}`),
  }
  const link = socketLinks(origin, undefined, transports)(token, events)
  links.push(link)
  const until = (line: string, times = 1) =>
    new Promise<void>((resolve) => {
      const look = () => log.filter((each) => each === line).length >= times && resolve()
      ears.add(look)
      look()
    })
  return { link, log, until }
}

test('speaks the protocol of a real Socket.IO server: handshake, events and acknowledgements', async () => {
  io.of('/widget').on('connection', (socket) => {
    expect(socket.handshake.auth).toEqual({ token: 'good' })
    socket.on('message:send', (body, ack) => ack({ ok: true, id: body.id, text: body.text }))
    socket.emit('state', { head: 7 })
    socket.emit('typing', { by: 'bot', on: true })
  })
  const { link, until } = follow('good')
  await until('up')
  await Promise.all([until('state 7'), until('typing bot')])
  const answers = await Promise.all([1, 2, 3].map((n) => link.send({ id: `id-${n}`, n, text: `您好, ${n}` })))
  expect(answers).toEqual([1, 2, 3].map((n) => ({ ok: true, id: `id-${n}`, text: `您好, ${n}` })))
})

test('says why a token is refused and does not come back', async () => {
  const data = { error: { code: 'token_expired', message: 'x' } }
  io.of('/widget').use((_socket, next) => next(Object.assign(new Error('refused'), { data })))
  const { log, until } = follow('old')
  await until('ended token_expired')
  expect(log).toEqual(['ended token_expired'])
})

test('comes back after the server disconnected it, and what was asked meanwhile is rejected', async () => {
  let connections = 0
  io.of('/widget').on('connection', (socket) => {
    connections += 1
    socket.on('sync', () => socket.disconnect(true))
  })
  const { link, until } = follow('good')
  await until('up')
  await expect(link.sync(0)).rejects.toThrow('connection lost')
  await expect(link.sync(0)).rejects.toThrow('not connected')
  await until('up', 2)
  expect(connections).toBe(2)
})

test('takes the other way when not a word comes through the first', async () => {
  io.of('/widget').on('connection', () => undefined)
  let tried = 0
  const blocked: OpenTransport = (_origin, { closed }) => {
    tried += 1
    setTimeout(closed, 1)
    return { send: () => undefined, close: () => undefined }
  }
  const { log, until } = follow('good', [blocked, overPolling])
  await until('up')
  expect(tried).toBe(1)
  expect(log).toEqual(['down', 'up'])
})
