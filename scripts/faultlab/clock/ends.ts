import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/src/demo/random.ts'
import type { Lab } from '../live/lab.ts'
import type { Timings } from './timings.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const IDLE_MS = 30 * 60_000
const ANSWER_MS = 5000
/** Asked so long before the end, and so long after it. */
const BEFORE_MS = 700
const AFTER_MS = 2050

export interface EndsOf {
  readonly lab: Lab
  readonly timings: Timings
  /** Store time. */
  readonly now: () => number
  /** Somebody of the staff. */
  readonly user: string
  readonly cookieName: string
  readonly broken: string[]
}

/** Something that ends: made for an end, asked for by each web process. Answers whether it is over. */
type Ending = (of: EndsOf, due: number) => Promise<(url: string) => Promise<boolean>>

const LINK = 'end of a link for a new password'
/** Links are asked for by strangers, who may ask sixty times in ten minutes: four times for each link. */
const MOST_LINKS = 12

const endings: Readonly<Record<string, Ending>> = {
  'end of a console session': async (of, due) => {
    const token = await keepSession(of, { lastSeenAt: of.now(), expiresAt: due })
    return (url) => isSignedOut(of, url, token)
  },
  'end of an idle console session': async (of, due) => {
    // Each look is use and would prolong it: one session for each.
    const make = () => keepSession(of, { lastSeenAt: due - IDLE_MS, expiresAt: due + HOUR_MS })
    const tokens = await Promise.all(Array.from({ length: 2 * of.lab.stack.urls.length }, make))
    return (url) => isSignedOut(of, url, tokens.pop() ?? '')
  },
  [LINK]: async (of, due) => {
    const token = randomBytes(32).toString('base64url')
    await collectionOf(of, 'links').insertOne({
      _id: hashOf(token),
      ...{ kind: 'reset', subject: of.user },
      ...{ expiresAt: new Date(due), forgetAt: new Date(due + HOUR_MS) },
    })
    return async (url) => await isOver(await post(`${url}/api/links/look`, { token, kind: 'reset' }), 410)
  },
  "end of a customer's signature": async (of, due) => {
    const sub = `clock-${randomBytes(6).toString('hex')}`
    const about = { sub, email: `${sub}@example.com`, name: 'Clock' }
    const identity = await of.lab.shop.identityOf(about, due / SECOND_MS)
    const wish = { account: of.lab.account, identity }
    return async (url) => await isOver(await post(`${url}/widget/session`, wish), 401)
  },
}

/** Each call makes something that ends in some seconds and asks every web process for it shortly before and after. */
export function createEndWatch(of: EndsOf, random: Random): () => Promise<void> {
  let links = 0
  return async () => {
    const kinds = Object.keys(endings).filter((kind) => kind !== LINK || links < MOST_LINKS)
    const kind = random.pick(kinds)
    if (kind === LINK) links += 1
    await watchAnEnd(of, kind, random)
  }
}

async function watchAnEnd(of: EndsOf, kind: string, random: Random): Promise<void> {
  // A signature ends with a whole second.
  const due = Math.ceil((of.now() + random.whole(1500, 4000)) / SECOND_MS) * SECOND_MS
  const ask = await endings[kind]?.(of, due)
  if (!ask) return
  for (const offset of [-BEFORE_MS, AFTER_MS]) {
    await delay(Math.max(0, due + offset - of.now()))
    await Promise.all(
      of.lab.stack.urls.map(async (url) => {
        const from = of.now()
        try {
          const gone = await ask(url)
          of.timings.looked(kind, { gone, from, to: of.now(), due })
        } catch (error) {
          of.broken.push(`${kind}: ${error instanceof Error ? error.message : String(error)}`)
        }
      }),
    )
  }
}

async function keepSession(of: EndsOf, times: { lastSeenAt: number; expiresAt: number }): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const createdAt = new Date(of.now() - HOUR_MS)
  const [lastSeenAt, expiresAt] = [new Date(times.lastSeenAt), new Date(times.expiresAt)]
  const row = { _id: hashOf(token), user: of.user, createdAt, lastSeenAt, expiresAt }
  await collectionOf(of, 'sessions').insertOne(row)
  return token
}

async function isSignedOut({ cookieName }: EndsOf, url: string, token: string): Promise<boolean> {
  const headers = { cookie: `${cookieName}=${token}` }
  return await isOver(
    await fetch(`${url}/api/session`, { headers, signal: AbortSignal.timeout(ANSWER_MS) }),
    401,
  )
}

/** @throws Error for an answer that is neither good nor the one that says it is over */
async function isOver(answer: Response, over: number): Promise<boolean> {
  await answer.body?.cancel()
  if (!answer.ok && answer.status !== over) throw new Error(`was answered with ${answer.status}`)
  return !answer.ok
}

async function post(url: string, body: object): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  })
}

function collectionOf({ lab }: EndsOf, name: string) {
  return lab.store.connection.collection<{ _id: string }>(name)
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
