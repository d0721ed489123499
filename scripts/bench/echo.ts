/**
 * The least that a durable turn can cost: Express, zod, one durable write, a BullMQ doorbell, a worker that stores a
 * fixed reply, one socket.io event to the client. No line of the product. Settings: MONGODB_URI, REDIS_URL, PORT.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Queue, Worker } from 'bullmq'
import express from 'express'
import { Redis } from 'ioredis'
import mongoose from 'mongoose'
import { Server } from 'socket.io'
import { z } from 'zod'

const QUEUE = 'echo'
const REPLY = 'Standard delivery costs €4.90 and is free from €75.'
const durable = { w: 'majority', j: true } as const

const Message = z.strictObject({
  thread: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
  text: z.string().trim().min(1).max(4000),
})

interface Stored {
  _id: string
  thread: string
  text: string
  at: Date
}

interface Reply extends Stored {
  of: string
}

const { MONGODB_URI = '', REDIS_URL = '', PORT = '0' } = process.env
const mongo = await mongoose.mongo.MongoClient.connect(MONGODB_URI, { maxPoolSize: 20 })
const database = mongo.db()
const messages = database.collection<Stored>('messages')
const replies = database.collection<Reply>('replies')
const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: null })
const queue = new Queue(QUEUE, {
  connection: redis,
  defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
})

const app = express()
app.disable('x-powered-by')
app.use(express.json({ limit: '64kb' }))
app.post('/message', async (req, res) => {
  const message = Message.safeParse(req.body)
  if (!message.success) {
    res.status(400).json({ error: 'invalid_request' })
    return
  }
  const { thread, id, text } = message.data
  await messages.insertOne(
    { _id: `${thread}:${id}`, thread, text, at: new Date() },
    { writeConcern: durable },
  )
  queue
    .add('turn', { thread, id }, { deduplication: { id: `${thread}:${id}` } })
    .catch((error: unknown) => console.error(error))
  res.status(202).json({ id })
})

const http = createServer(app)
// A client that pauses keeps its connection: closing it just when the next request comes would fail that one.
http.keepAliveTimeout = 120_000
const io = new Server(http, { serveClient: false })
io.on('connection', (socket) => void socket.join(String(socket.handshake.auth['thread'])))

const worker = new Worker<{ thread: string; id: string }>(
  QUEUE,
  async ({ data: { thread, id } }) => {
    const message = await messages.findOne({ _id: `${thread}:${id}` })
    if (!message) return
    await replies.insertOne(
      { _id: `${message._id}:reply`, of: message._id, thread, text: REPLY, at: new Date() },
      { writeConcern: durable },
    )
    io.to(thread).emit('reply', { of: id, text: REPLY })
  },
  { connection: redis.duplicate(), concurrency: 16 },
)
worker.on('error', (error) => console.error(error))

http.listen(Number(PORT), '127.0.0.1')
await once(http, 'listening')
const address = http.address()
const port = typeof address === 'object' ? address?.port : undefined
console.log(JSON.stringify({ ready: true, port, pid: process.pid }))

const stop = async (): Promise<void> => {
  await worker.close()
  await queue.close()
  await io.close()
  await mongo.close()
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
