import type { Log, StoredEntry } from '../conversations/entry.ts'
import { type Episode, type Episodes, episodeOf } from '../conversations/episode.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { DOCTOR } from '../health/doctor.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Conversation, conversationOf, countedKinds, type FactEntry } from './fact.ts'

const IDS_AT_ONCE = 500
/** Outboxes are emptied within a tenth of a second; so many at once are a day on which something else is wrong. */
const OUTBOXES_AT_ONCE = 5000
const fields = { thread: 1, seq: 1, episode: 1, kind: 1, at: 1, facts: 1 }

export interface FactSource {
  /** Entries with facts in a range of time, over the index; without their sealed bodies. */
  entries: (from: number, to: number) => Promise<FactEntry[]>
  /** What is known of these conversations now. */
  conversations: (of: readonly Pick<FactEntry, 'thread' | 'episode'>[]) => Promise<Conversation[]>
  /** Entries by id, those that the log has. */
  named: (ids: readonly string[]) => Promise<FactEntry[]>
  /** Ids of what is committed and counts, and perhaps is not in the log yet. */
  unlogged: () => Promise<string[]>
}

export function createFactSource(deps: { log: Log; episodes: Episodes; threads: Threads }): FactSource {
  const { log, episodes, threads } = deps
  return {
    entries: async (from, to) =>
      await log
        .find(
          ownFilter({
            kind: { $in: countedKinds },
            at: { $gte: new Date(from), $lt: new Date(to) },
            facts: { $exists: true },
            customer: { $ne: DOCTOR },
          }),
          fields,
        )
        .lean<FactEntry[]>(),
    conversations: async (wanted) => {
      const ids = [...new Set(wanted.map(({ thread, episode }) => `${thread}:${episode}`))]
      const found = new Map<string, Conversation>()
      for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
        const some = ids.slice(at, at + IDS_AT_ONCE)
        for (const one of await readSome(episodes, threads, some)) found.set(one.id, one)
      }
      return [...found.values()]
    },
    named: async (ids) =>
      ids.length === 0
        ? []
        : await log
            .find(ownFilter({ _id: { $in: [...ids] }, customer: { $ne: DOCTOR } }), fields)
            .lean<FactEntry[]>(),
    unlogged: async () => {
      const threadsWith = await threads
        .find(ownFilter({ 'outbox.0': { $exists: true } }), {
          'outbox._id': 1,
          'outbox.kind': 1,
          'outbox.facts': 1,
        })
        .limit(OUTBOXES_AT_ONCE)
        .lean<{ outbox: Pick<StoredEntry, '_id' | 'kind' | 'facts'>[] }[]>()
      return threadsWith.flatMap(({ outbox }) =>
        outbox.flatMap(({ _id, kind, facts }) => (facts && countedKinds.includes(kind) ? [_id] : [])),
      )
    },
  }
}

/** The record has a line for each conversation that came to a turning point; the thread knows its present one better. */
async function readSome(episodes: Episodes, threads: Threads, ids: string[]): Promise<Conversation[]> {
  const threadIds = [...new Set(ids.map((id) => id.slice(0, id.lastIndexOf(':'))))]
  const present = {
    episode: 1,
    channel: 1,
    openedAt: 1,
    agent: 1,
    queue: 1,
    reason: 1,
    intent: 1,
    mood: 1,
    language: 1,
  }
  const [lines, open] = await Promise.all([
    episodes.find(ownFilter({ _id: { $in: ids } })).lean<Episode[]>(),
    threads.find(ownFilter({ _id: { $in: threadIds } }), { ...present, head: 1, status: 1 }).lean<Thread[]>(),
  ])
  const told = new Map(lines.map((line) => [line._id, conversationOf(line)]))
  const languages = new Map(open.map(({ _id, language }) => [_id, language]))
  for (const thread of open) {
    const id = `${thread._id}:${thread.episode}`
    if (!ids.includes(id)) continue
    told.set(id, { ...told.get(id), ...conversationOf(episodeOf({ ...thread, outbox: [] })) })
  }
  return [...told.values()].map((one) => {
    const language = languages.get(one.thread)
    return language ? { ...one, language } : one
  })
}
