import { setTimeout as delay } from 'node:timers/promises'
import { returnsOn } from '../../server/src/commerce/return.ts'
import type { EntryBody, Part } from '../../server/src/contract/index.ts'
import { entryId } from '../../server/src/conversations/entry.ts'
import type { Thread } from '../../server/src/conversations/thread.ts'
import { ownFilter } from '../../server/src/storage/own-filter.ts'
import type { ProductStore } from '../lib/product-store.ts'
import { account, type Shop } from '../lib/seed-shop.ts'
import { openWidget, type WidgetClient } from '../lib/widget-client.ts'
import type { Goal, GoalTurn } from './goal.ts'
import { holds, isReached, type TurnResult, wrongAnswersOf } from './judge.ts'
import { fillPlaceholders, type Scene } from './scene.ts'

const SETTLED_MS = 30_000
const POLL_MS = 15

export interface PlayedTurn {
  readonly said: string
  readonly replies: readonly Part[]
  readonly decisions: string
  readonly asExpected: boolean
  readonly wrong: readonly string[]
}

export interface PlayedGoal {
  readonly goal: Goal
  readonly reached: boolean
  readonly handedOff: boolean
  readonly turns: readonly PlayedTurn[]
  readonly problem?: string
}

export interface Stage {
  url: string
  store: ProductStore
  shop: Shop
}

/** Plays one goal in a conversation of its own and judges it. */
export async function playGoal(stage: Stage, goal: Goal, scene: Scene): Promise<PlayedGoal> {
  const words = (text: string): string => fillPlaceholders(text, scene)
  const identity = goal.customer === 'identified' ? { identity: await stage.shop.identityOf(scene) } : {}
  const widget = await openWidget({
    url: stage.url,
    session: { account, language: goal.language, ...identity },
  })
  const results: TurnResult[] = []
  const turns: PlayedTurn[] = []
  try {
    for (const turn of goal.turns) {
      if (!isSaid(turn, results.at(-1))) continue
      const said = words(turn.say)
      const result = await playTurn(stage, widget, { said, n: results.length + 1, scene })
      results.push(result)
      turns.push({
        said,
        replies: result.parts,
        decisions: describe(result),
        asExpected: holds(turn.expect, result, scene, words),
        wrong: wrongAnswersOf(turn.expect, result, scene, words),
      })
    }
    const shown = await widget.catchUp(5000)
    return {
      goal,
      turns,
      reached: shown && isReached(goal.success, results, scene, words),
      handedOff: results.at(-1)?.control === 'requested',
      ...(shown ? {} : { problem: 'the widget did not show everything' }),
    }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { goal, turns, reached: false, handedOff: false, problem }
  } finally {
    widget.close()
  }
}

function isSaid({ when }: GoalTurn, before: TurnResult | undefined): boolean {
  if (!when) return true
  if ('asked' in when) return before?.asking === when.asked
  return (before?.control ?? 'bot') === 'bot'
}

async function playTurn(
  { store }: Stage,
  widget: WidgetClient,
  { said, n, scene }: { said: string; n: number; scene: Scene },
): Promise<TurnResult> {
  const before = (await store.threads.findById(widget.thread, { head: 1 }).lean())?.head ?? 0
  await widget.deliver({ id: `goal-${scene.sub}-${n}`.slice(0, 64), n, text: said })
  const thread = await untilSettled(store, widget.thread)
  const stored = await store.log
    .find(
      ownFilter({
        _id: { $gte: entryId(thread._id, before + 1), $lte: entryId(thread._id, thread.head) },
      }),
    )
    .sort({ _id: 1 })
    .lean()
  const bodies = await Promise.all(
    stored.map(async ({ by, body }) => ({
      by,
      body: JSON.parse(await store.sealer.open(thread.identity, body)) as EntryBody,
    })),
  )
  const returns = await returnsOn(store.connection)
    .find(ownFilter({ order: { $in: [...scene.orders.keys()] } }), { order: 1 })
    .lean()
  return {
    parts: bodies.flatMap(({ by, body }) => (by.type === 'bot' && body.kind === 'message' ? body.parts : [])),
    decisions: bodies.flatMap(({ body }) => (body.kind === 'decision' ? [body] : [])),
    control: thread.control,
    handoff: bodies.flatMap(({ body }) => (body.kind === 'handoff' ? [body.reason] : [])).at(-1),
    asking: await askingOf(store, thread),
    returns: new Map(
      [...scene.orders.keys()].map((order) => [order, returns.filter((one) => one.order === order).length]),
    ),
  }
}

/** The turn is over when nothing is pending, on its way to the log, or being done outside. */
async function untilSettled(store: ProductStore, id: string): Promise<Thread> {
  const deadline = Date.now() + SETTLED_MS
  while (Date.now() < deadline) {
    // The events first: what they become is then in the thread that is read after them.
    const pending = await store.inbox.countDocuments({ thread: id, state: 'pending' })
    const thread = await store.threads.findById(id).lean<Thread>()
    if (pending === 0 && thread && thread.outbox.length === 0 && !thread.action) return thread
    await delay(POLL_MS)
  }
  throw new Error(`The turn did not end within ${SETTLED_MS / 1000} s`)
}

async function askingOf(store: ProductStore, thread: Thread): Promise<string | undefined> {
  if (!thread.bot) return undefined
  const state = JSON.parse(await store.sealer.open(thread.identity, thread.bot)) as {
    dialog?: { asking?: string }
  }
  const asking = state.dialog?.asking
  return asking === 'person' ? 'agent' : asking
}

function describe({ decisions, control, handoff, asking }: TurnResult): string {
  const decided = decisions.map(({ decision, rule, intent, slot }) =>
    [decision, rule, intent ?? slot].filter((word) => word !== undefined).join(' '),
  )
  const state = [
    control === 'bot' ? undefined : `${control} (${handoff ?? 'before'})`,
    asking && `asks ${asking}`,
  ]
  return [...decided, ...state.filter((word) => word !== undefined)].join('; ')
}
