import { setTimeout as delay } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Random } from '../../../server/src/demo/random.ts'
import { durable } from '../../../server/src/storage/mongo.ts'
import type { Part } from '../../lib/stack.ts'
import { shuffled } from '../../replay/dialogues.ts'
import type { Lab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import type { FaultWindow } from '../live/traffic.ts'
import { type Door, untilSaid } from './door.ts'
import type { SmallDisk } from './small-disk.ts'

const MB = 2 ** 20
/** What the servers are told to keep free, and what is left at the first fill: refused, and not yet full. */
export const KEPT_FREE_MB = 6
const LITTLE_BYTES = 3 * MB
/** The servers look at the disk each second. */
const NOTICED_MS = 4000
const RECOVERED_MS = 30_000
const TRY_AGAIN_MS = 400

export interface Disks {
  readonly store: SmallDisk
  readonly redis: SmallDisk
}

/** Which disks end, who is killed with -9 meanwhile, and by name. */
const rounds = [
  { disks: ['store'], kills: [] },
  { disks: ['store'], kills: ['store'] },
  { disks: ['store'], kills: ['web-1', 'worker-1'] },
  { disks: ['redis'], kills: ['redis'] },
  { disks: ['redis'], kills: ['worker-2'] },
  { disks: ['store', 'redis'], kills: ['store', 'redis'] },
  { disks: ['store', 'redis'], kills: ['web-2'] },
] as const
type Round = (typeof rounds)[number]

export interface DiskFaults {
  faults: number
  refusals: number
  /** ms from the room given back until a new customer was answered and Redis took writes. */
  readonly recoveryMs: number[]
  readonly broken: string[]
}

interface Setting {
  readonly lab: Lab
  readonly disks: Disks
  /** By the number of the web process. */
  readonly doors: readonly Door[]
  readonly random: Random
  readonly found: DiskFaults
}

/** One round after another until the time is over: fill, kill, give room, and look at the doors meanwhile. */
export async function fillAgainAndAgain(setting: Setting, { isOver }: FaultWindow): Promise<void> {
  const { random } = setting
  for (let deck: Round[] = []; !isOver(); ) {
    if (deck.length === 0) deck = shuffled(rounds, random)
    const round = deck.pop() ?? rounds[0]
    await delay(random.whole(200, 1000))
    await play(setting, round)
  }
}

async function play(setting: Setting, { disks: named, kills }: Round): Promise<void> {
  const { lab, disks, random, found } = setting
  const ending = named.map((name) => disks[name])
  const full: readonly string[] = named
  if (full.includes('store')) await nearlyFull(setting)
  for (const disk of ending) await disk.fill(0)
  found.faults += ending.length
  await delay(random.whole(300, 1200))
  const killed = lab.stack.parts.filter(({ name }) => (kills as readonly string[]).includes(name))
  if (full.includes('store')) await refusedAt(setting, 'full', 0)
  else await answeredWithoutRedis(setting)
  for (const part of killed) await part.kill()
  found.faults += killed.length
  let hasRoom = false
  const back = Promise.all(killed.map((part) => startAgain(part, () => hasRoom)))
  await delay(random.whole(500, 1500))
  const since = performance.now()
  for (const disk of ending) await (random.chance(0.5) ? disk.empty() : growAndEmpty(disk))
  found.faults += ending.length
  hasRoom = true
  await back
  await recovered(setting, {
    since,
    what: `${named.join(' and ')} full, killed: ${kills.join(', ') || 'none'}`,
  })
}

/** The larger disk is what ends the emergency; the filler goes too, so that the next round finds the same disk. */
async function growAndEmpty(disk: SmallDisk): Promise<void> {
  await disk.grow()
  await disk.empty()
}

/** Little is left: customers are sent away although the store could still write. */
async function nearlyFull(setting: Setting): Promise<void> {
  const { lab, disks, found } = setting
  await disks.store.fill(LITTLE_BYTES)
  found.faults += 1
  await refusedAt(setting, 'nearly full', NOTICED_MS)
  const free = await disks.store.free()
  if (free === 0) found.broken.push('the disk was full before anybody was sent away')
  try {
    const proof = lab.store.connection.collection<{ _id: string; n: number }>('faultlab_proof')
    await proof.updateOne({ _id: 'room' }, { $inc: { n: 1 } }, { upsert: true, writeConcern: durable })
  } catch (error) {
    found.broken.push(`with ${free} bytes free the store did not write any more: ${error}`)
  }
}

/** Every door says "later", over HTTP and on the socket, and calls itself not ready. */
async function refusedAt({ doors, found }: Setting, when: string, withinMs: number): Promise<void> {
  await Promise.all(
    doors.map(async (door, index) => {
      const said = [
        await untilSaid('later', door.stranger, withinMs),
        await untilSaid('later', door.message, withinMs),
      ]
      for (const one of said) {
        if (one.kind === 'later') found.refusals += 1
        else
          found.broken.push(
            `web-${index + 1} with the disk ${when}: ${'words' in one ? one.words : 'let in'}`,
          )
      }
      if (await door.isReady()) found.broken.push(`web-${index + 1} calls itself ready with the disk ${when}`)
    }),
  )
}

/** Redis is a hint: a full one costs time, and neither a message nor its answer. */
async function answeredWithoutRedis({ lab, found }: Setting): Promise<void> {
  const ms = await probe(lab.stack.urls[0] ?? '', lab.account, performance.now())
  if (ms === undefined)
    found.broken.push('nobody was answered within a minute while the disk of Redis was full')
}

/** As a supervisor would let it: what cannot start on a full disk tries again, and must once there is room. */
async function startAgain(part: Part, hasRoom: () => boolean): Promise<void> {
  for (;;) {
    const had = hasRoom()
    try {
      await part.start()
      return
    } catch (error) {
      if (had) throw error
    }
    await delay(TRY_AGAIN_MS)
  }
}

async function recovered({ lab, found }: Setting, of: { since: number; what: string }): Promise<void> {
  const { since, what } = of
  const times = await Promise.all([
    ...lab.stack.urls.map((url) => probe(url, lab.account, since)),
    redisWrites(lab.stack.redisUrl, since),
  ])
  for (const ms of times) {
    if (ms === undefined) found.broken.push(`not well again by itself: ${what}`)
  }
  const all = times.flatMap((ms) => ms ?? [])
  if (all.length > 0) found.recoveryMs.push(Math.max(...all))
}

/** @returns ms since `since` when Redis took a write; undefined when it did not in time */
async function redisWrites(url: string, since: number): Promise<number | undefined> {
  const redis = new Redis(url, { maxRetriesPerRequest: 0 })
  redis.on('error', () => undefined)
  try {
    while (performance.now() - since < RECOVERED_MS) {
      const took = await redis.set('faultlab', '1').catch(() => undefined)
      if (took === 'OK') return performance.now() - since
      await delay(100)
    }
    return undefined
  } finally {
    redis.disconnect()
  }
}
