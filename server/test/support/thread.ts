import { newThread, type Thread } from '../../src/conversations/thread.ts'

/** When the threads of a test began. */
export const now = 1_000_000
export const dana = { id: 'dana', name: 'Dana' }
export const tom = { id: 'tom', name: 'Tom' }

/** A conversation in which something was said, in the bot's hands. */
export const thread = (more: Partial<Thread> = {}): Thread => ({
  ...newThread(
    {
      thread: 't',
      account: 'a',
      channel: 'web',
      identity: 'a:visitor:1',
      customer: 'c',
      customerName: 'Amelia',
      vip: false,
    },
    new Date(now),
  ),
  episode: 1,
  status: 'open',
  head: 9,
  publicHead: 5,
  fence: 1,
  settled: 1,
  customerSeq: 8,
  botSeq: 2,
  ...more,
})
