import { isDeepStrictEqual } from 'node:util'
import {
  type Row,
  type RowEvent,
  type RowFilter,
  type RowPage,
  type ThreadSnapshot,
  type View,
  type WatchedView,
  writeFilter,
} from '../../src/contract/index.ts'
import type { Agent } from './people.ts'

export const allViews = ['waiting', 'mine', 'bot', 'open', 'closed'] as const satisfies readonly View[]

/** Narrowed by what the steps of a conversation change. */
const narrowed: readonly { key: string; view: View; filter: RowFilter }[] = [
  { key: 'returns', view: 'open', filter: { queue: ['returns'] } },
  { key: 'English', view: 'waiting', filter: { language: ['en'] } },
  { key: 'unhappy', view: 'mine', filter: { mood: ['negative', 'neutral'] } },
  { key: 'spam', view: 'closed', filter: { outcome: ['spam'] } },
  { key: 'Guest', view: 'open', filter: { q: 'Guest' } },
]

/**
 * What a console knows by events alone: its lists once fetched, and from then on only told; of a thread its log; of
 * views and narrowed lists how many they are, which nobody fetched.
 */
export class LiveScreen {
  readonly agent: Agent
  readonly #lists = new Map<View, Map<string, Row>>(allViews.map((view) => [view, new Map()]))
  /** The head at which a row last came to a list or left it. */
  readonly #heads = new Map<string, number>()
  #counts: Partial<Record<View, number>> = {}
  #totals: Record<string, number> = {}

  private constructor(agent: Agent) {
    this.agent = agent
    agent.socket.on('row', (event: RowEvent) => this.#apply(event))
    agent.socket.on('counts', (counts: Partial<Record<View, number>>) => {
      this.#counts = { ...this.#counts, ...counts }
    })
    agent.socket.on('counts:lists', (totals: Record<string, number>) => {
      this.#totals = { ...this.#totals, ...totals }
    })
    agent.socket.on('thread:gone', ({ thread }: { thread: string }) => agent.logs.delete(thread))
  }

  static async open(agent: Agent): Promise<LiveScreen> {
    const screen = new LiveScreen(agent)
    for (const view of allViews) {
      const rows = await pagesOf(agent, view)
      for (const row of rows) screen.#apply({ view, id: row.id, head: row.head, row })
      await screen.#watch(view)
    }
    await screen.#watchCounts()
    return screen
  }

  /** As after a connection that was lost: says what it has, is told what changed, and opens its threads again. */
  async catchUp(): Promise<void> {
    const { agent } = this
    for (const view of allViews) await this.#watch(view)
    await this.#watchCounts()
    for (const thread of agent.logs.keys())
      await agent.open(thread).catch(() => {
        agent.logs.delete(thread)
      })
  }

  async #watch(view: View): Promise<void> {
    const rows = [...(this.#lists.get(view)?.values() ?? [])].map(({ id, head }) => [id, head])
    const answer = (await this.agent.socket.emitWithAck('view:watch', { view, rows })) as WatchedView
    for (const event of answer.events) this.#apply(event)
  }

  async #watchCounts(): Promise<void> {
    const answer = await this.agent.socket.emitWithAck('counts:watch', { lists: narrowed })
    this.#totals = { ...this.#totals, ...(answer as { counts: Record<string, number> }).counts }
  }

  #apply({ view, id, head, row, left }: RowEvent): void {
    const key = `${view} ${id}`
    if (head < (this.#heads.get(key) ?? 0)) return
    this.#heads.set(key, head)
    if (row && !left) this.#lists.get(view)?.set(id, row)
    else this.#lists.get(view)?.delete(id)
  }

  /** Every list, as it stands on the screen and as whoever opens it anew would get it. */
  async differences(): Promise<string[]> {
    const found = await Promise.all(allViews.map(async (view) => await this.#differencesIn(view)))
    return found.flat()
  }

  async #differencesIn(view: View): Promise<string[]> {
    const shown = this.#lists.get(view) ?? new Map<string, Row>()
    const fresh = new Map((await pagesOf(this.agent, view)).map((row) => [row.id, row]))
    return [...new Set([...shown.keys(), ...fresh.keys()])].flatMap((id) =>
      differing(`${this.agent.name}, ${view}, ${id}`, shown.get(id), fresh.get(id)),
    )
  }

  /** How many each view and each narrowed list has, as told and as asked for. */
  async countDifferences(): Promise<string[]> {
    const { agent } = this
    const { counts } = (await agent.call<RowPage>('GET', '/api/threads?view=open')).body
    const totals = await Promise.all(
      narrowed.map(async ({ key, view, filter }) => {
        const query = new URLSearchParams({ view, ...writeFilter(filter) })
        return [key, (await agent.call<RowPage>('GET', `/api/threads?${query}`)).body.total] as const
      }),
    )
    return [
      ...differing(`${agent.name}, counts`, this.#counts, counts),
      ...differing(`${agent.name}, narrowed`, this.#totals, Object.fromEntries(totals)),
    ]
  }

  /** The thread as it was told piece by piece, beside the thread as it is fetched anew. */
  async threadDifferences(thread: string): Promise<string[]> {
    const about = `${this.agent.name}, thread`
    const { status, body } = await this.agent.call<ThreadSnapshot>('GET', `/api/threads/${thread}`)
    if (status !== 200) return differing(about, this.agent.logs.get(thread)?.length, undefined)
    // It went out of sight and came back: whoever wants to see it opens it again.
    if (!this.agent.logs.has(thread)) await this.agent.open(thread)
    const { entries, row } = body
    const log = this.agent.logs.get(thread) ?? []
    return [
      ...differing(`${about}, row`, this.agent.current.get(thread), row),
      ...entries.flatMap((entry) =>
        differing(
          `${about}, entry ${entry.seq}`,
          log.find(({ seq }) => seq === entry.seq),
          entry,
        ),
      ),
      ...differing(`${about}, entries`, log.length, entries.length),
    ]
  }
}

function differing(about: string, told: unknown, fresh: unknown): string[] {
  return isDeepStrictEqual(told, fresh)
    ? []
    : [`${about}: was told ${JSON.stringify(told)}, fresh is ${JSON.stringify(fresh)}`]
}

async function pagesOf(agent: Agent, view: View): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
    const { body } = await agent.call<RowPage>('GET', `/api/threads?view=${view}${more}`)
    rows.push(...body.rows)
    cursor = body.next
  }
  return rows
}
