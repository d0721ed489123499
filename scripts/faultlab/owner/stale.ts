import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { ThreadSnapshot } from '../../../server/src/contract/index.ts'
import type { Lab } from '../live/lab.ts'
import type { Claimer } from './claim.ts'

const PAUSE_MS = 5000
const SETTLE_MS = 500

/**
 * The owner's reply is under way in a web process that stands still; meanwhile they give the conversation to a colleague,
 * by the other one. Then the process goes on with what it had begun.
 * @returns ms from its going on until it answered, and in words what it must not have done
 */
export async function replyTooLate({
  lab,
  thread,
  owner,
  claimers,
}: {
  lab: Lab
  thread: string
  owner: Claimer
  claimers: readonly Claimer[]
}): Promise<{ recoveryMs: number; problem?: string }> {
  const { row } = ThreadSnapshot.parse(await owner.api.surely('GET', `/api/threads/${thread}`))
  const paused = lab.stack.parts.find((part) => part.name === `web-${lab.stack.urls.indexOf(owner.url) + 1}`)
  const colleague = claimers.find(({ url }) => url !== owner.url)
  if (!paused || !colleague) throw new Error('This needs two web processes and agents at both')
  const pid = paused.pid()
  process.kill(pid, 'SIGSTOP')
  const clientId = randomUUID()
  const wish = { clientId, epoch: row.epoch, seenSeq: row.head, text: 'Too late to be said.' }
  const reply = post(`${owner.url}/api/threads/${thread}/replies`, owner.api.cookie(), wish)
  try {
    await delay(PAUSE_MS / 2)
    // The same person on another screen: the session is of no process.
    const given = await post(`${colleague.url}/api/threads/${thread}/assign`, owner.api.cookie(), {
      epoch: row.epoch,
      agent: colleague.id,
    })
    if (given >= 300) throw new Error(`${thread} could not be passed on: ${given}`)
    await delay(PAUSE_MS / 2)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  const since = performance.now()
  const status = await reply
  const recoveryMs = performance.now() - since
  await delay(SETTLE_MS)
  const after = JSON.stringify(await colleague.api.surely('GET', `/api/threads/${thread}`))
  if (after.includes('Too late to be said.') && !after.includes(`"reply":"Too late`))
    return { recoveryMs, problem: `${thread}: a reply under an old epoch was said (${status})` }
  return { recoveryMs }
}

async function post(url: string, cookie: string, body: object): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  await answer.body?.cancel()
  return answer.status
}
