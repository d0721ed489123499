import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createRandom } from '../../../server/src/demo/random.ts'
import { createStoreClock } from '../../../server/src/storage/clock.ts'
import { createApi } from '../../replay/api.ts'
import { agentsFor } from '../../replay/team.ts'
import { type Lab, openLab } from '../live/lab.ts'
import { type FaultWindow, runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'
import { datesOfNoTime } from './dates.ts'
import { negativeNumbers } from './durations.ts'
import { createEndWatch, type EndsOf } from './ends.ts'
import { takeLeave } from './farewell.ts'
import { closedAmong, keepIdle } from './idle.ts'
import { type Jumps, jumpAgainAndAgain } from './jumps.ts'
import { runNaiveTimers } from './naive-timers.ts'
import { seatSleepers, timeOffers } from './offers.ts'
import { createTimings } from './timings.ts'
import { makeWallClock } from './wall-clock.ts'

const CUSTOMERS = 8
const SLEEPERS = 2
const OFFER_SECONDS = 3
const UNDO_SECONDS = 2
const NEXT_END_MS = 900

/** F11: the wall clocks of a web process and of a worker jump by an hour, to and fro, while timers of every kind run. */
export const clockScenario: Scenario = {
  about: 'the clocks of a web process and a worker jump by an hour and back while timers of every kind run',
  seconds: 75,
  async run({ seed, seconds, tool }) {
    const folder = await mkdtemp(join(tmpdir(), 'parley-faultlab-clocks-'))
    tool.defer(() => rm(folder, { recursive: true, force: true }))
    const jumping = {
      'web-2': await makeWallClock(folder, 'web-2'),
      'worker-2': await makeWallClock(folder, 'worker-2'),
    }
    const staff = agentsFor(CUSTOMERS)
    const lab = await openLab(tool, {
      agents: staff + SLEEPERS + 1,
      settings: {
        PARLEY_OFFER_SECONDS: String(OFFER_SECONDS),
        PARLEY_UNDO_SECONDS: String(UNDO_SECONDS),
        PARLEY_BOT_IDLE_HOURS: '1',
      },
      environmentOf: (name) => (name === 'web-2' || name === 'worker-2' ? jumping[name].environment : {}),
    })
    const clock = await createStoreClock(lab.store.connection)
    tool.defer(async () => clock.stop())
    const from = clock.now()
    const { logins, ...rest } = lab
    const sleepers = await seatSleepers(lab.stack.urls, logins.slice(staff, staff + SLEEPERS))
    const timings = createTimings()
    const jumps: Jumps = { count: 0, recoveryMs: [], broken: [] }
    const extra = {
      timings,
      now: clock.now,
      broken: jumps.broken,
      login: logins.at(-1) ?? { email: '', password: '' },
    }
    const idle = await keepIdle(lab)
    const random = createRandom(seed + 13)
    const { played, judgement } = await runTraffic(
      { ...rest, logins: logins.slice(0, staff) },
      {
        seed,
        seconds,
        customers: CUSTOMERS,
        faults: async (window) => {
          const clocks = Object.values(jumping)
          const url = lab.stack.urls[1] ?? ''
          await Promise.all([
            jumpAgainAndAgain({ lab, url, clocks, random, jumps }, window),
            watchTimers(lab, extra, seed, window),
          ])
        },
      },
    )
    for (const sleeper of sleepers) sleeper.close()
    const threads = played.customers.map(({ thread }) => thread)
    await timeOffers(lab.store, threads, { timings, offerMs: OFFER_SECONDS * 1000 })
    await lab.store.users.updateOne({ email: extra.login.email }, { $set: { role: 'supervisor' } })
    const negative = await negativeNumbers(lab.stack.urls, extra.login, clock.now())
    const dates = await datesOfNoTime(lab.store.connection, { from, to: clock.now() })
    const closed = (await closedAmong(lab, idle)).map(
      (thread) => `${thread} was closed half an hour too early`,
    )
    await lab.stack.stop()
    return {
      ...judgement,
      broken: [
        ...judgement.broken,
        ...jumps.broken,
        ...timings.early,
        ...timings.late,
        ...negative,
        ...dates,
        ...closed,
      ],
      faults: jumps.count,
      recoveryMs: jumps.recoveryMs,
      facts: [
        ['conversations', played.customers.length],
        ['timers early', timings.early.length + closed.length],
        ['timers more than 2 s late', timings.late.length],
        ...[...timings.checked].map(([kind, count]) => [`watched: ${kind}`, count] as const),
        ['watched: idle conversations that must stay open', idle.length],
      ],
      control: await runNaiveTimers(tool, jumping['web-2']),
    }
  },
}

/** Conversations with timers one after another at each web process in turn, and ends of sessions and links beside them. */
async function watchTimers(
  lab: Lab,
  of: Pick<EndsOf, 'timings' | 'now' | 'broken'> & { login: { email: string; password: string } },
  seed: number,
  { isOver }: FaultWindow,
): Promise<void> {
  const random = createRandom(seed + 17)
  const { urls } = lab.stack
  const apis = urls.map((url) => createApi(url))
  for (const api of apis) await api.surely('POST', '/api/session', of.login)
  const [cookieName = ''] = apis[0]?.cookie().split('=') ?? []
  const user = await lab.store.users
    .findOneAndUpdate({ email: of.login.email }, { $set: { capacity: 100 } })
    .lean()
  const told = (error: unknown) => void of.broken.push(`a timer could not be watched: ${error}`)
  const watch = createEndWatch({ ...of, lab, user: user?._id ?? '', cookieName }, random)
  const ends: Promise<void>[] = []
  const leaves = urls.map(async (url, index) => {
    // The agent at the other process.
    const api = apis[(index + 1) % apis.length]
    while (api && !isOver()) {
      const problem = await takeLeave({ ...of, lab, api, url })
      if (problem) of.broken.push(problem)
    }
  })
  const leaving = Promise.all(leaves).then(() => undefined, told)
  while (!isOver()) {
    ends.push(watch().catch(told))
    await delay(NEXT_END_MS)
  }
  await Promise.all([leaving, ...ends])
}
