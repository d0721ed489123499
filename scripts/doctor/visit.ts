import { randomBytes } from 'node:crypto'
import type { HealthProblem, WidgetSession } from '../../server/src/contract/index.ts'
import { demoAccount } from '../../server/src/demo/shoppers.ts'
import { DOCTOR_SAYS } from '../../server/src/health/doctor.ts'
import {
  doctorAccount,
  doctorClaims,
  removeDoctor,
  removeLeftDoctors,
} from '../../server/src/health/doctor-visit.ts'
import { createSessionTokens } from '../../server/src/widget/tokens.ts'
import { openProductStore, type ProductStore } from '../lib/product-store.ts'
import type { Tool } from '../lib/tool.ts'
import { behindInStore, behindTheDoor } from './behind.ts'
import { knock, openSession, readiness } from './door.ts'
import { type Examined, HopError, type HopName, type HopResult, hops } from './hop.ts'
import { type Line, openLine } from './line.ts'
import type { Place } from './place.ts'

const TURN_MS = 15_000
/** Nobody is there to answer: whether somebody comes back just now is seen by then. */
const HOPELESS_MS = 2500
const LOG_MS = 5000
const LIVE_MS = 3000

interface Visitor {
  session: WidgetSession
  /** Undefined for a visitor from outside. */
  store: ProductStore | undefined
  remove: (() => Promise<void>) | undefined
}

/** Does what a hop is and notes how long it took; work that answers a number says when it was done. */
type TakeHop = <T>(name: HopName, work: () => Promise<T>, since?: number) => Promise<T>

/** Sends a customer through every hop, and takes them out again where that is possible. */
export async function visit(
  place: Place,
  { account, tool }: { account: string | undefined; tool: Tool },
): Promise<Examined> {
  const results: HopResult[] = []
  const hop: TakeHop = async (name, work, since = performance.now()) => {
    try {
      const answer = await work()
      const end = typeof answer === 'number' ? answer : performance.now()
      results.push({ name, state: 'ok', ms: end - since })
      return answer
    } catch (error) {
      if (!(error instanceof HopError)) throw error
      const { why, detail } = error
      results.push({ name, state: 'failed', why, ...(detail === undefined ? {} : { detail }) })
      throw error
    }
  }
  let told: readonly HealthProblem[] | undefined
  let visitor: Visitor | undefined
  let line: Line | undefined
  const removeOnce = async () => {
    line?.close()
    const remove = visitor?.remove
    visitor = visitor && { ...visitor, remove: undefined }
    // What cannot be removed now, the next run removes.
    await remove?.().catch(() => undefined)
  }
  tool.defer(removeOnce)
  try {
    await hop('address', () => knock(place.url))
    const since = performance.now()
    told = (await readiness(place.url)).problems
    results.push(
      told.length === 0
        ? { name: 'checks', state: 'ok', ms: performance.now() - since }
        : { name: 'checks', state: 'failed', why: 'unwell' },
    )
    const store = await openStore(place, tool)
    const came = await hop('door', async () => {
      visitor = await arrive(place, store, account)
      line = await openLine(place.url, visitor.session.token)
      return { visitor, line }
    })
    const known = new Set<string>(told.map(({ code }) => code))
    // Without a model the message would be handed to people, and a bell would ring.
    if (known.has('model_missing')) throw new HopError('model_missing')
    await walk(hop, came, known.has('worker_away') ? HOPELESS_MS : TURN_MS)
  } catch (error) {
    if (!(error instanceof HopError)) throw error
  }
  if (told) told = [...told, ...(await news(place.url, told))]
  const left = visitor && !visitor.store ? visitor.session.thread : undefined
  await removeOnce()
  const done = new Set(results.map(({ name }) => name))
  const rest = hops.flatMap((name) => (done.has(name) ? [] : [{ name, state: 'skipped' as const }]))
  const isSent = results.some(({ name, state }) => name === 'accept' && state === 'ok')
  return { url: place.url, results: [...results, ...rest], told, ...(left && isSent ? { left } : {}) }
}

/** What the system has found out about itself since. */
async function news(url: string, told: readonly HealthProblem[]): Promise<HealthProblem[]> {
  const now = await readiness(url).catch(() => undefined)
  return (now?.problems ?? []).filter(({ code }) => !told.some((known) => known.code === code))
}

/** All that happens behind the door is timed from the acknowledgement: that is what a customer waits for. */
async function walk(
  hop: TakeHop,
  { visitor, line }: { visitor: Visitor; line: Line },
  turnMs: number,
): Promise<void> {
  const { store, session } = visitor
  const behind = store ? behindInStore(store, session.thread) : behindTheDoor(line)
  await hop('accept', () => line.say(randomBytes(9).toString('base64url'), DOCTOR_SAYS))
  const acknowledged = performance.now()
  await hop('turn', () => behind.turn(turnMs), acknowledged)
  await hop('log', () => behind.logged(LOG_MS), acknowledged)
  await hop(
    'live',
    async () => {
      const at = await line.told(LIVE_MS)
      if (at === undefined) throw new HopError('not_told')
      return at
    },
    acknowledged,
  )
}

/** The doctor's own customer where the settings of the install are known, else a visitor like any other. */
async function arrive(
  { url, masterKey }: Place,
  store: ProductStore | undefined,
  account: string | undefined,
): Promise<Visitor> {
  const widget = account ?? (store && (await doctorAccount(store.connection))) ?? demoAccount
  if (!store || !masterKey) {
    const session = await openSession(url, { account: widget, name: 'Doctor', language: 'en' })
    return { session, store: undefined, remove: undefined }
  }
  const claims = doctorClaims(widget)
  const { token } = await createSessionTokens(masterKey).sign(claims)
  const session = await openSession(url, { account: widget, token })
  return { session, store, remove: () => removeDoctor(store, claims) }
}

async function openStore({ mongodbUri, masterKey }: Place, tool: Tool): Promise<ProductStore | undefined> {
  if (!mongodbUri || !masterKey) return undefined
  // A store that cannot be reached from here says nothing about the system: the door will tell.
  const store = await openProductStore({ mongodbUri, masterKey }).catch(() => undefined)
  if (!store) return undefined
  tool.defer(() => store.close())
  await removeLeftDoctors(store, Date.now()).catch(() => undefined)
  return store
}
