import { setTimeout as delay } from 'node:timers/promises'
import { createRandom, type Random } from '../../../server/src/demo/random.ts'
import { createApi } from '../../replay/api.ts'
import { shuffled } from '../../replay/dialogues.ts'
import { agentsFor } from '../../replay/team.ts'
import { type Lab, openLab } from '../live/lab.ts'
import { probe } from '../live/probe.ts'
import { type Prober, startProber } from '../live/prober.ts'
import { type FaultWindow, runTraffic } from '../live/traffic.ts'
import type { Scenario } from '../scenario.ts'

const CUSTOMERS = 16
const CONTROL_KILLS = 3

/** F9: every process is restarted in good order, one after another, while customers write and agents work. */
export const rollingScenario: Scenario = {
  about: 'every process is restarted by SIGTERM, one after another, under load; no request may go unanswered',
  seconds: 45,
  async run({ seed, seconds, tool }) {
    const lab = await openLab(tool, { agents: agentsFor(CUSTOMERS), settings: { PARLEY_LEAVE_SECONDS: '2' } })
    const ask = await asker(lab)
    const prober = startProber(lab.stack.urls, ask)
    const recoveryMs: number[] = []
    const { played, judgement } = await runTraffic(lab, {
      seed,
      seconds,
      customers: CUSTOMERS,
      faults: async (window) => {
        recoveryMs.push(...(await restartAll(lab, window, createRandom(seed + 7))))
      },
    })
    await prober.stop()
    return {
      ...judgement,
      faults: recoveryMs.length,
      broken: [...judgement.broken, ...prober.failed().map((what) => `a request was not answered: ${what}`)],
      recoveryMs,
      facts: [
        ['conversations', played.customers.length],
        ['requests by a balancer, answered', prober.answered()],
        ['requests that a process took and did not answer', prober.failed().length],
      ],
      control: {
        'requests unanswered after kill -9': await killInstead(lab, startProber(lab.stack.urls, ask)),
      },
    }
  },
}

/** What reads and what writes, in turn: a page of a list, and a new visitor. */
async function asker({ stack, logins, account }: Lab) {
  const api = createApi(stack.urls[0] ?? '')
  await api.surely('POST', '/api/session', logins[0])
  const cookie = api.cookie()
  const visitor = JSON.stringify({ account, language: 'en' })
  let turn = 0
  return (url: string) =>
    turn++ % 4 === 0
      ? {
          method: 'POST',
          url: `${url}/widget/session`,
          headers: { 'content-type': 'application/json' },
          body: visitor,
        }
      : { method: 'GET', url: `${url}/api/threads?view=open`, headers: { cookie } }
}

async function restartAll(
  { stack, account }: Lab,
  { isOver }: FaultWindow,
  random: Random,
): Promise<number[]> {
  const times: number[] = []
  // The store and Redis are one each: while they restart nobody is answered, which is another promise.
  const parts = stack.parts.filter(({ kind }) => kind === 'web' || kind === 'worker')
  for (let deck = shuffled(parts, random); !isOver(); ) {
    const part = deck.pop()
    if (!part) {
      deck = shuffled(parts, random)
      continue
    }
    await delay(random.whole(300, 1500))
    const since = performance.now()
    await part.rest(async () => undefined)
    const url = stack.urls[part.name === 'web-2' ? 1 : 0] ?? ''
    times.push((await probe(url, account, since)) ?? Number.POSITIVE_INFINITY)
  }
  return times
}

/** @returns how many requests went unanswered when the web processes were killed instead */
async function killInstead({ stack }: Lab, prober: Prober): Promise<number> {
  for (let kill = 0; kill < CONTROL_KILLS; kill++) {
    for (const part of stack.parts.filter(({ kind }) => kind === 'web')) {
      await delay(300)
      await part.kill()
      await part.start()
    }
    if (prober.failed().length > 0) break
  }
  await prober.stop()
  return prober.failed().length
}
