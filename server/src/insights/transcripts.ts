import type {
  EntryBody,
  InsightFilter,
  Transcript,
  TranscriptPage,
  TranscriptQuery,
} from '../contract/index.ts'
import { entryId, type Log, type StoredEntry } from '../conversations/entry.ts'
import type { Episode, Episodes } from '../conversations/episode.ts'
import type { Thread, Threads } from '../conversations/thread.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import type { Book } from './book.ts'
import type { Fact } from './fact.ts'
import { agentOf, matches } from './filter.ts'
import { CAP, nowFilter } from './now.ts'
import type { People } from './people.ts'

const PAGE = 50
const TEXT = 240

export interface TranscriptDeps {
  threads: Threads
  episodes: Episodes
  log: Log
  sealer: Pick<Sealer, 'open'>
}

/** The lines behind a number, newest first. Their total is counted from the very facts that the number was. */
export async function listTranscripts(
  deps: TranscriptDeps,
  book: Pick<Book, 'between'>,
  people: People,
  query: TranscriptQuery,
): Promise<TranscriptPage> {
  const { count, from = 0, to = 0, cursor, ...filter } = query
  if (count === 'waiting' || count === 'talking') return await listNow(deps, people, count, filter, cursor)
  const mine = matches(filter, people)
  const found = book
    .between(from, to)
    .filter((fact) => fact.kind === count && mine(fact))
    .toReversed()
  const begin = cursor === undefined ? 0 : found.findIndex((fact) => isBeyond(fact, cursor))
  const page = begin < 0 ? [] : found.slice(begin, begin + PAGE)
  const more = begin >= 0 && begin + PAGE < found.length
  return {
    total: found.length,
    capped: false,
    rows: await toTranscripts(deps, people, page),
    ...nextOf(page.at(-1), more),
  }
}

/** A cursor names the last line of the page before: time and id, as the facts are ordered. */
function isBeyond(fact: Pick<Fact, 'at' | 'id'>, cursor: string): boolean {
  const [at, id] = parseCursor(cursor)
  return fact.at < at || (fact.at === at && fact.id < id)
}

function parseCursor(cursor: string): [at: number, id: string] {
  const dot = cursor.indexOf('.')
  return [Number(cursor.slice(0, dot)), cursor.slice(dot + 1)]
}

function nextOf(last: { at: number; id: string } | undefined, more: boolean): { next?: string } {
  return last && more ? { next: `${last.at}.${last.id}` } : {}
}

/** What is going on now, from the threads themselves: whoever waits longest first, and what moved last first. */
async function listNow(
  deps: TranscriptDeps,
  people: People,
  kind: 'waiting' | 'talking',
  { team, agent, queue, channel, reason, intent }: InsightFilter,
  cursor: string | undefined,
): Promise<TranscriptPage> {
  const { threads } = deps
  const wanted = ownFilter({
    $and: [
      nowFilter(kind, team, people),
      agent === undefined ? {} : { 'agent.id': agent },
      queue === undefined ? {} : { queue },
      channel === undefined ? {} : { channel },
      reason === undefined ? {} : { reason },
      intent === undefined ? {} : { 'intent.name': intent },
    ],
  })
  const field = kind === 'waiting' ? 'waitingSince' : 'movedAt'
  const direction = kind === 'waiting' ? 1 : -1
  const [total, found] = await Promise.all([
    threads.countDocuments(wanted).limit(CAP),
    threads
      .find(ownFilter({ $and: [wanted, cursor === undefined ? {} : afterCursor(field, direction, cursor)] }))
      .sort({ [field]: direction, _id: direction })
      .limit(PAGE + 1)
      .lean<Thread[]>(),
  ])
  const page = found.slice(0, PAGE)
  const rows = await Promise.all(
    page.map(async (thread): Promise<Transcript> => {
      const at = (thread[field] ?? thread.movedAt).getTime()
      const text = thread.preview ? await deps.sealer.open(thread.identity, thread.preview.text) : undefined
      return { ...ofThread(thread), id: thread._id, at, ...(text ? { text: text.slice(0, TEXT) } : {}) }
    }),
  )
  return { total, capped: total >= CAP, rows, ...nextOf(rows.at(-1), found.length > PAGE) }
}

function afterCursor(field: string, direction: 1 | -1, cursor: string): Record<string, unknown> {
  const [at, id] = parseCursor(cursor)
  const beyond = direction === 1 ? '$gt' : '$lt'
  const time = new Date(at)
  return { $or: [{ [field]: { [beyond]: time } }, { [field]: time, _id: { [beyond]: id } }] }
}

async function toTranscripts(
  deps: TranscriptDeps,
  people: People,
  facts: readonly Fact[],
): Promise<Transcript[]> {
  const threadIds = [...new Set(facts.map(({ of }) => of.thread))]
  const [threads, episodes, texts] = await Promise.all([
    deps.threads.find(ownFilter({ _id: { $in: threadIds } })).lean<Thread[]>(),
    deps.episodes
      .find(ownFilter({ _id: { $in: [...new Set(facts.map(({ of }) => of.id))] } }))
      .lean<Episode[]>(),
    deps.log
      .find(ownFilter({ _id: { $in: facts.flatMap((fact) => textEntry(fact) ?? []) } }))
      .lean<StoredEntry[]>(),
  ])
  const threadOf = new Map(threads.map((thread) => [thread._id, thread]))
  const lineOf = new Map(episodes.map((line) => [line._id, line]))
  const entryOf = new Map(texts.map((entry) => [entry._id, entry]))
  const names = new Map(people.staff.map(({ id, name }) => [id, name]))
  const rows = facts.map(async (fact): Promise<Transcript[]> => {
    const thread = threadOf.get(fact.of.thread)
    if (!thread) return []
    const entry = entryOf.get(textEntry(fact) ?? '')
    const text = entry ? textOf(await deps.sealer.open(thread.identity, entry.body)) : undefined
    return [{ ...ofFact(fact, thread, lineOf.get(fact.of.id), names), ...(text ? { text } : {}) }]
  })
  return (await Promise.all(rows)).flat()
}

/** Which entry's words stand for it: the message that was read, the comment, or what the customer began with. */
function textEntry({ kind, seq, of }: Fact): string | undefined {
  if (kind === 'messages') return entryId(of.thread, seq - 1)
  if (kind === 'ratings') return entryId(of.thread, seq)
  return of.firstSeq === undefined ? undefined : entryId(of.thread, of.firstSeq)
}

function textOf(json: string): string | undefined {
  const body = JSON.parse(json) as EntryBody
  if (body.kind === 'rating') return body.comment?.slice(0, TEXT)
  if (body.kind !== 'message') return undefined
  return body.parts
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join(' ')
    .slice(0, TEXT)
}

function ofFact(
  fact: Fact,
  thread: Thread,
  line: Episode | undefined,
  names: ReadonlyMap<string, string>,
): Transcript {
  const { id, at, kind, of, intent, mood, score, reason, rating, tookMs } = fact
  const { thread: _id, customer, channel, status, control } = ofThread(thread)
  const who = agentOf(fact)
  const name = who === undefined ? undefined : (names.get(who) ?? line?.handledBy)
  const about = kind === 'messages' ? intent : of.intent
  // A thread that has gone on tells nothing of the conversation before: that one is closed.
  const past = thread.episode !== of.episode
  return {
    id,
    at,
    thread: _id,
    episode: of.episode,
    ...seqOf(fact),
    customer,
    channel,
    ...(past ? { status: 'closed' as const, control: 'bot' as const } : { status, control }),
    ...(who !== undefined && name !== undefined ? { agent: { id: who, name } } : {}),
    ...(about ? { intent: about } : {}),
    ...(mood ? { mood: { label: mood, score: score ?? 0 } } : {}),
    ...(reason ? { reason } : {}),
    ...(of.queue ? { queue: of.queue } : {}),
    ...(rating === undefined ? {} : { rating }),
    ...(tookMs === undefined ? {} : { tookMs }),
  }
}

/** A reading stands right after its message; a conversation begins with its first one. */
function seqOf({ kind, seq, of }: Fact): { seq?: number } {
  const meant = kind === 'messages' ? seq - 1 : kind === 'begun' ? of.firstSeq : seq
  return meant ? { seq: meant } : {}
}

function ofThread(thread: Thread): Omit<Transcript, 'id' | 'at'> {
  const { _id, episode, customer, customerName, vip, channel, status, control, agent, intent, mood } = thread
  return {
    thread: _id,
    episode,
    customer: { id: customer, name: customerName, vip },
    channel,
    status,
    control,
    ...(agent ? { agent } : {}),
    ...(intent ? { intent: intent.name } : {}),
    ...(mood ? { mood: { label: mood.label, score: mood.score } } : {}),
    ...(thread.reason ? { reason: thread.reason } : {}),
    ...(thread.queue ? { queue: thread.queue } : {}),
  }
}
