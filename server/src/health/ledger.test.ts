import { expect, test } from 'vitest'
import { addCounts, type EntryMark, judgeThread, noCounts, type ThreadFacts } from './ledger.ts'

const now = 1_800_000_000_000
const at = new Date(now - 60_000)
const id = (key: string) => `t:customer:${key}`

const entry = (seq: number, publicSeq?: number, event?: string, kind = 'message'): EntryMark => ({
  seq,
  kind,
  at,
  ...(publicSeq === undefined ? {} : { publicSeq }),
  ...(event === undefined ? {} : { event: id(event) }),
})

/** Two messages, understood and answered; the last entry is not in the log yet. */
const sound: ThreadFacts = {
  thread: 't',
  events: [
    { _id: id('a'), state: 'done', at },
    { _id: id('b'), state: 'pending', at },
  ],
  state: { head: 6, publicHead: 4, outbox: [entry(5), entry(6, 4)] },
  logged: [entry(1, 1, 'a'), entry(2), entry(3, 2), entry(4, 3, 'b'), entry(5)],
}

const judged = (facts: Partial<ThreadFacts>, since?: number) => {
  const { counts, findings } = judgeThread({ ...sound, ...facts }, now, since)
  return { counts, found: findings.map(({ kind, what, id: of }) => `${kind} ${what} ${of}`) }
}

test('a thread in good order', () => {
  const { counts, found } = judged({})
  expect(found).toEqual([])
  expect(counts).toEqual({ ...noCounts, threads: 1, entries: 6, inbound: 2, handled: 2 })
})

test('each inbound id has one fate, and they add up', () => {
  const { counts, found } = judged({
    events: [
      ...sound.events,
      { _id: id('c'), state: 'pending', at: new Date(now - 5000) },
      { _id: id('d'), state: 'refused', at },
      { _id: id('e'), state: 'undone', at, undone: at },
      { _id: id('f'), state: 'pending', at, undone: at },
      { _id: id('g'), state: 'done', at },
    ],
    state: { head: 8, publicHead: 5, outbox: [] },
    logged: [...sound.logged, entry(6, 4), entry(7, 5, 'g'), entry(8, undefined, undefined, 'parked')],
  })
  expect(found).toEqual([])
  expect(counts).toMatchObject({ inbound: 7, handled: 2, pending: 1, refused: 1, takenBack: 2, parked: 1 })
  expect(counts.oldestPendingMs).toBe(5000)
})

test('an event whose words could not be read is parked by the note alone', () => {
  const logged = [...sound.logged, entry(6, 4), entry(7, undefined, 'g', 'parked')]
  const events = [...sound.events, { _id: id('g'), state: 'parked' as const, at }]
  const { counts, found } = judged({ events, logged, state: { head: 7, publicHead: 4, outbox: [] } })
  expect([counts.parked, found]).toEqual([1, []])
})

test.each<[string, Partial<ThreadFacts>, string[]]>([
  [
    'an entry that is gone leaves its id unaccounted for and a number missing',
    { logged: sound.logged.filter(({ seq }) => seq !== 1) },
    ['unaccounted no_entry t:customer:a', 'gap seq_missing 1'],
  ],
  [
    'one in the middle, which settled nothing',
    { logged: sound.logged.filter(({ seq }) => seq !== 2 && seq !== 3) },
    ['gap seq_missing 2-3'],
  ],
  [
    'the end of the log and the outbox with it',
    { state: { head: 6, publicHead: 4, outbox: [] } },
    ['gap seq_missing 6'],
  ],
  [
    'an inbox that forgot what the log has',
    { events: sound.events.slice(1) },
    ['unaccounted no_event t:customer:a'],
  ],
  ['a thread that is gone', { state: undefined }, ['gap no_thread 1-5']],
  ['a thread that was set back', { state: { head: 3, publicHead: 2, outbox: [] } }, ['gap beyond_head 4-5']],
  [
    'an entry that shows to nobody',
    { logged: sound.logged.map((one) => (one.seq === 3 ? entry(3) : one)) },
    ['gap public_missing 2'],
  ],
  [
    'an id that was handled twice',
    {
      logged: sound.logged.map((one) => (one.seq === 4 ? entry(4, 3, 'a') : one)),
      events: sound.events.slice(0, 1),
    },
    ['doubled event_twice t:customer:a'],
  ],
  [
    'a public number that is there twice',
    { logged: sound.logged.map((one) => (one.seq === 2 ? entry(2, 2) : one)) },
    ['doubled public_twice 2'],
  ],
])('%s', (_what, facts, expected) => {
  expect(judged(facts).found).toEqual(expected)
})

test('what came in longer ago than the inbox keeps, and what the seed told, needs no mark', () => {
  const old = new Date(now - 15 * 86_400_000)
  const logged = sound.logged.map((one) => ({ ...one, at: old }))
  expect(judged({ events: [], logged }).found).toEqual([])
  expect(
    judged({
      events: [],
      state: { ...sound.state, head: 6, publicHead: 4, outbox: [entry(6, 4)], seeded: 6 },
    }).found,
  ).toEqual([])
})

test('only what came in since then is counted', () => {
  const { counts, found } = judged(
    { events: [{ _id: id('z'), state: 'done', at: new Date(now - 90_000) }] },
    now - 1000,
  )
  expect([counts.inbound, found]).toEqual([0, []])
})

test('counts add up; the oldest is the oldest of all', () => {
  const sum = addCounts(
    { ...noCounts, inbound: 2, oldestPendingMs: 9 },
    { ...noCounts, inbound: 3, oldestPendingMs: 4 },
  )
  expect(sum).toEqual({ ...noCounts, inbound: 5, oldestPendingMs: 9 })
})
