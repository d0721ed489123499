import { setTimeout as delay } from 'node:timers/promises'
import { type EntriesEvent, type Entry, ErrorBody, Row } from '../../server/src/contract/index.ts'
import type { Random } from '../../server/src/demo/random.ts'
import { type CursorLog, createCursorLog } from '../lib/cursor-log.ts'
import type { DeskAgent } from './agent.ts'
import type { Answer } from './api.ts'
import type { Ledger } from './ledger.ts'

const LOOK_MS = 60
/** A reply that is not shown by then is looked for in the drafts: perhaps the refusal was not heard. */
const MISSED_MS = 10_000

/** One conversation in one agent's hands: take, read, answer, come to an end. */
export interface Service {
  readonly thread: string
  readonly shown: readonly Entry[]
  entries(event: EntriesEvent): void
  reconnected(): void
  /** Resolves when the agent has it no more; answers whether they ever had it. */
  run(row: Row): Promise<boolean>
}

export interface ServiceDeps {
  agent: DeskAgent
  thread: string
  random: Random
  ledger: Ledger
  /** Conversations that came back from the bot are wrapped up, so that nothing goes round for ever. */
  plan: 'wrap_up' | 'hand_back'
}

export function createService(deps: ServiceDeps): Service {
  const { agent, thread } = deps
  let row: Row | undefined
  let first = true
  let log: CursorLog<Entry> = createCursorLog<Entry>(() => undefined)
  let catching: Promise<boolean> | undefined

  const update = (next: Row): void => {
    if (!row || next.head >= row.head) row = next
  }
  /** Opens the thread after what is shown; the first time from its last page on. */
  const catchUp = (): Promise<boolean> => {
    catching ??= (async () => {
      const snapshot = await agent.open(thread, first ? 0 : log.cursor())
      if (!snapshot) return false
      update(snapshot.row)
      const [oldest] = snapshot.entries
      if (first && oldest) log = createCursorLog<Entry>(() => undefined, oldest.seq - 1)
      first = false
      if (snapshot.resync) log.forget()
      return log.take(snapshot.entries)
    })().finally(() => {
      catching = undefined
    })
    return catching
  }
  const surelyCaughtUp = async (): Promise<void> => {
    while (!(await catchUp()) || log.cursor() < (row?.head ?? 0)) await delay(150)
  }
  const mine = (): Row | undefined =>
    row?.control === 'agent' && row.agent?.id === agent.id && row.status !== 'closed' ? row : undefined

  const service = {
    thread,
    get shown() {
      return log.shown
    },
    entries(event: EntriesEvent) {
      update(event.row)
      const fits = !first && event.after <= log.cursor() && log.take(event.entries)
      if (!fits || log.cursor() < event.row.head) void catchUp()
    },
    reconnected() {
      if (!first) void surelyCaughtUp()
    },
    async run(offered: Row) {
      update(offered)
      if (!mine() && !(await accept(deps, offered))) return false
      await surelyCaughtUp()
      await serve(deps, { mine, log: () => log, catchUp: surelyCaughtUp })
      await surelyCaughtUp()
      agent.closeThread(thread)
      return true
    },
  }
  return service
}

interface Desk {
  mine(): Row | undefined
  log(): CursorLog<Entry>
  catchUp(): Promise<void>
}

async function accept({ agent, thread, random }: ServiceDeps, { epoch }: Row): Promise<boolean> {
  await delay(random.whole(30, 600))
  const answer = await agent.api.settled('POST', `/api/threads/${thread}/accept`, { epoch })
  if (answer.status < 300) return true
  // An earlier attempt may have succeeded without its answer reaching us.
  return rowOf(answer)?.agent?.id === agent.id
}

async function serve(deps: ServiceDeps, desk: Desk): Promise<void> {
  const { thread, random, ledger, plan } = deps
  let answeredUpTo = 0
  let batches = 0
  for (;;) {
    const row = desk.mine()
    if (!row) return
    const said = desk.log().shown.filter(isCustomers)
    const last = said.at(-1)?.seq ?? 0
    if (last > answeredUpTo) {
      await delay(random.whole(80, 350))
      const times = random.chance(0.3) ? 2 : 1
      for (let time = 0; time < times; time++) if (!(await reply(deps, desk, row.epoch))) break
      answeredUpTo = last
      batches++
    } else if (plan === 'hand_back' && batches > 0) {
      if (await end(deps, desk, 'hand-back', { epoch: row.epoch, seenSeq: desk.log().cursor() })) return
    } else if (ledger.isFinished(thread) && isAllSeen(deps, said)) {
      const wish = {
        epoch: row.epoch,
        seenSeq: desk.log().cursor(),
        outcome: 'solved',
        askRating: random.chance(0.3),
      }
      if (await end(deps, desk, 'wrap-up', wish)) return
    } else await delay(LOOK_MS)
  }
}

function isAllSeen({ ledger, thread }: ServiceDeps, said: readonly Entry[]): boolean {
  const seen = new Set(said.map(({ body }) => (body.kind === 'message' ? body.clientId : undefined)))
  return ledger.idsOf(thread, 'customer').every((id) => seen.has(id))
}

/** Sends one reply until it is acknowledged, then waits until it is shown: a closed conversation takes no more words. */
async function reply(
  { agent, thread, random, ledger }: ServiceDeps,
  desk: Desk,
  epoch: number,
): Promise<boolean> {
  const clientId = `r${random.whole(1e8, 1e9 - 1).toString(36)}${random.whole(1e8, 1e9 - 1).toString(36)}`
  const text = `Reply ${clientId}: let me look into that for you. 我来帮您看看。`
  for (;;) {
    const wish = { clientId, epoch, seenSeq: desk.log().cursor(), text }
    const answer = await agent.api.settled('POST', `/api/threads/${thread}/replies`, wish)
    if (answer.status === 202) break
    if (codeOf(answer) !== 'unseen_messages') return false
    await desk.catchUp()
  }
  ledger.note({ thread, sender: agent.id, clientId, text })
  const sentAt = Date.now()
  for (let asked = false; !isShown(desk, clientId) && !ledger.isReturned(clientId); await delay(LOOK_MS)) {
    if (asked || Date.now() - sentAt < MISSED_MS) continue
    asked = true
    await desk.catchUp()
    const { body } = await agent.api.settled('GET', `/api/threads/${thread}`)
    if (JSON.stringify(body).includes(`"reply":"${text}"`)) ledger.returned(clientId)
  }
  return true
}

async function end(
  { agent, thread }: ServiceDeps,
  desk: Desk,
  action: 'hand-back' | 'wrap-up',
  wish: { epoch: number; seenSeq: number },
): Promise<boolean> {
  const answer = await agent.api.settled('POST', `/api/threads/${thread}/${action}`, wish)
  if (answer.status < 300) return true
  // A repeat of what was done already is refused: what the thread says now decides.
  await desk.catchUp()
  return desk.mine()?.epoch !== wish.epoch
}

function isCustomers({ by, body }: Entry): boolean {
  return body.kind === 'message' && by.type === 'customer'
}

function isShown(desk: Desk, clientId: string): boolean {
  return desk.log().shown.some(({ body }) => body.kind === 'message' && body.clientId === clientId)
}

function codeOf({ body }: Answer): string | undefined {
  const parsed = ErrorBody.safeParse(body)
  return parsed.success ? parsed.data.error.code : undefined
}

function rowOf({ body }: Answer): Row | undefined {
  const parsed = ErrorBody.safeParse(body)
  const row = Row.safeParse(parsed.success ? parsed.data.error.details?.['row'] : undefined)
  return row.success ? row.data : undefined
}
