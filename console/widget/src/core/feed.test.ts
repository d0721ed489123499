import type { PublicEntry, PublicState } from '@parley/server/contract'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Feed } from './feed.ts'
import type { Log } from './log.ts'
import { emptyLog } from './log.ts'

const PAGE = 3

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Step =
  | { do: 'commit'; count: number; fate: 'delivered' | 'late' | 'lost' | 'twice' }
  | { do: 'reconnect' }
  | { do: 'loseAnswer' }
  | { do: 'truncate'; keep: number }
  | { do: 'wait'; ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('commit' as const),
    count: fc.integer({ min: 1, max: 5 }),
    fate: fc.constantFrom('delivered' as const, 'late' as const, 'lost' as const, 'twice' as const),
  }),
  fc.constant({ do: 'reconnect' as const }),
  fc.constant({ do: 'loseAnswer' as const }),
  fc.record({ do: fc.constant('truncate' as const), keep: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 60 }) }),
)

/** A server whose events come at once, late, twice or never. */
function world() {
  let entries: PublicEntry[] = []
  let made = 0
  let log: Log = emptyLog
  let losing = 0
  let connection = 0
  const state = (head: number): PublicState => ({
    head,
    status: 'open',
    control: 'bot',
    rating: 'none',
    seen: 0,
  })
  const feed = new Feed({
    sync: (after) =>
      new Promise((resolve, reject) => {
        const lost = losing > 0
        if (lost) losing -= 1
        setTimeout(() => {
          if (lost) {
            reject(new Error('no answer'))
            return
          }
          const resync = after > entries.length
          const from = resync ? 0 : after
          resolve({
            ok: true,
            after: from,
            entries: entries.slice(from, from + PAGE),
            state: state(entries.length),
            resync,
          })
        }, 10)
      }),
    changed: (news) => {
      log = news.log
      expect(log.entries.map((entry) => entry.seq)).toEqual(log.entries.map((_, at) => at + 1))
      expect(log.cursor).toBe(log.entries.length)
    },
  })
  return {
    feed,
    log: () => log,
    entries: () => entries,
    reconnect() {
      connection += 1
      feed.down()
      feed.up()
    },
    loseAnswer: () => {
      losing += 1
    },
    /** A server restored from a backup: all connections begin anew. */
    truncate(keep: number) {
      entries = entries.slice(0, keep)
      this.reconnect()
    },
    commit(count: number, fate: 'delivered' | 'late' | 'lost' | 'twice') {
      const after = entries.length
      const more = Array.from({ length: count }, (_, at): PublicEntry => {
        made += 1
        return { seq: after + at + 1, at: made, by: { type: 'bot' }, body: { kind: 'message', parts: [] } }
      })
      entries = [...entries, ...more]
      const event = { after, entries: more, state: state(entries.length) }
      const era = connection
      // What was under way on a former connection never arrives on the next.
      const deliver = () => era === connection && feed.entries(event)
      if (fate === 'late') setTimeout(deliver, 35)
      else if (fate !== 'lost') deliver()
      if (fate === 'twice') deliver()
    },
  }
}

test('any interleaving of events, losses and reconnections ends with the log dense and equal to the server’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { feed, log, entries, ...act } = world()
      feed.up()
      for (const each of steps) {
        if (each.do === 'commit') act.commit(each.count, each.fate)
        else if (each.do === 'reconnect') act.reconnect()
        else if (each.do === 'loseAnswer') act.loseAnswer()
        else if (each.do === 'truncate') {
          act.truncate(each.keep)
          // A server that forgot and then grew beyond the cursor unseen cannot be told from one that did not forget.
          await vi.advanceTimersByTimeAsync(60_000)
        } else await vi.advanceTimersByTimeAsync(each.ms)
      }
      act.commit(1, 'delivered')
      await vi.advanceTimersByTimeAsync(60_000)
      expect(log().entries).toEqual(entries())
      feed.down()
    }),
    { numRuns: 200 },
  )
})

test('a state with a higher head than the log is a gap too', async () => {
  const { feed, log, commit } = world()
  feed.up()
  await vi.advanceTimersByTimeAsync(50)
  commit(4, 'lost')
  feed.standing({ head: 4, status: 'open', control: 'bot', rating: 'none', seen: 0 })
  await vi.advanceTimersByTimeAsync(100)
  expect(log().cursor).toBe(4)
})
