/**
 * The least that a live connection can be: Socket.IO, a room for each client, an event for a room. No line of the product.
 * Setting: PORT.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer((req, res) => {
  const { searchParams } = new URL(req.url ?? '/', 'http://bare')
  // A message for a room: whoever is not in it at this moment never hears of it.
  io.to(searchParams.get('room') ?? '').emit('entry', { id: searchParams.get('id') })
  res.end()
})
const io = new Server(http, { serveClient: false, pingInterval: 5000, pingTimeout: 5000 })
io.on('connection', (socket) => void socket.join(String(socket.handshake.auth['room'])))

http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1')
await once(http, 'listening')
const address = http.address()
const port = typeof address === 'object' ? address?.port : undefined
console.log(JSON.stringify({ ready: true, port, pid: process.pid }))
process.once('SIGTERM', () => process.exit(0))
