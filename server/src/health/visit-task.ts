import { randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Fault, VisitHopName, type VisitResult } from '../contract/index.ts'
import type { TakenFrom } from '../conversations/take-away.ts'
import type { Core } from '../core.ts'
import { demoAccount } from '../demo/shoppers.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import type { SessionClaims } from '../widget/tokens.ts'
import { DOCTOR_SAYS } from './doctor.ts'
import { doctorAccount, doctorClaims, removeDoctor, removeLeftDoctors } from './doctor-visit.ts'
import { fault } from './fault.ts'
import { lookBehind } from './look-behind.ts'

const TURN_MS = 15_000
const LOG_MS = 5000
const LOOK_MS = 40

export interface VisitDeps {
  core: TakenFrom & Pick<Core, 'accept' | 'clock'>
  hasModel: () => boolean
}

/**
 * Sends a customer of its own through what lies behind the door, for somebody who waits for it in the console, and
 * takes them out again. The door itself and the live connection only `npm run doctor` can try: from outside.
 */
export function visitRunner({ core, hasModel }: VisitDeps): TaskRunner {
  return async ({ progress, signal }): Promise<VisitResult> => {
    // Without a model the message would be handed to people.
    if (!hasModel()) return { hops: skipped(VisitHopName.options), fault: fault('model_missing') }
    await removeLeftDoctors(core, core.clock.now())
    const claims = doctorClaims((await doctorAccount(core.connection)) ?? demoAccount)
    try {
      return await walk(stepsOf(core, claims, signal), progress)
    } finally {
      // Also when somebody cancels it. What cannot be removed now, the next visit removes.
      await removeDoctor(core, claims).catch(() => undefined)
    }
  }
}

/** Does what a hop is. @returns what is wrong */
type Step = () => Promise<Fault | undefined>

function stepsOf(
  core: VisitDeps['core'],
  claims: SessionClaims,
  signal: AbortSignal,
): Readonly<Record<VisitHopName, Step>> {
  const look = lookBehind(core.connection, claims.thread)
  return {
    // A store that refuses it ends the task: the checks say why.
    accept: async () => void (await say(core, claims)),
    turn: () =>
      until(TURN_MS, signal, fault('not_answered'), async () => {
        const turn = await look.turn()
        return turn.state === 'handed_off' ? fault('handed_off', turn.reason) : turn.state === 'answered'
      }),
    log: () => until(LOG_MS, signal, fault('not_logged'), look.isLogged),
  }
}

/** Takes the steps in their order, up to the first that finds something wrong. */
export async function walk(
  steps: Readonly<Record<VisitHopName, Step>>,
  progress: (done: number, of: number) => void,
): Promise<VisitResult> {
  const names = VisitHopName.options
  const hops: VisitResult['hops'] = []
  let since = performance.now()
  for (const [index, name] of names.entries()) {
    progress(index, names.length)
    const found = await steps[name]()
    const now = performance.now()
    if (found)
      return { hops: [...hops, { name, state: 'failed' }, ...skipped(names.slice(index + 1))], fault: found }
    hops.push({ name, state: 'ok', ms: now - since })
    // What follows is timed from the acknowledgement: that is what a customer waits for.
    if (name === 'accept') since = now
  }
  return { hops }
}

const skipped = (names: readonly VisitHopName[]) => names.map((name) => ({ name, state: 'skipped' as const }))

async function say({ accept }: VisitDeps['core'], claims: SessionClaims): Promise<void> {
  const { account, thread, identity, customer, name: customerName, vip } = claims
  const clientId = randomBytes(9).toString('base64url')
  await accept({
    key: { thread, account, channel: 'web', identity, customer, customerName, vip, language: 'en' },
    sender: 'customer',
    dedupKey: clientId,
    body: { kind: 'message', text: DOCTOR_SAYS, clientId },
  })
}

/** Looks again and again. @returns what is wrong, if the look says so or the time is over */
async function until(
  withinMs: number,
  signal: AbortSignal,
  late: Fault,
  look: () => Promise<boolean | Fault>,
): Promise<Fault | undefined> {
  for (const end = performance.now() + withinMs; performance.now() < end; await delay(LOOK_MS)) {
    signal.throwIfAborted()
    const seen = await look()
    if (seen === true) return undefined
    if (seen !== false) return seen
  }
  return late
}
