import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'bullmq'
import { Redis } from 'ioredis'

// A worker as the first example of any queue's manual has it: a job is a message, its effect is written when it comes.

const [queueUrl = '', recordUrl = ''] = process.argv.slice(2)
const record = new Redis(recordUrl)
const connection = new Redis(queueUrl, { maxRetriesPerRequest: null })
for (const client of [record, connection]) client.on('error', () => undefined)

const worker = new Worker<{ thread: string; n: number }>(
  'messages',
  async ({ data: { thread, n } }) => {
    await delay(Math.random() * 10)
    await record.rpush(`log:${thread}`, n)
    // The answer is sent; whoever dies now has not said that the job is done.
    await delay(10 + Math.random() * 10)
  },
  { connection, concurrency: 3, lockDuration: 1000, stalledInterval: 500 },
)
worker.on('error', () => undefined)
await worker.waitUntilReady()
process.stdout.write('ready\n')
