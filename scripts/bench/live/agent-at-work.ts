import { ErrorBody, type Row, ThreadChange, ThreadSnapshot } from '../../../server/src/contract/index.ts'
import type { Answer, Api } from '../../replay/api.ts'

const ATTEMPTS = 5

/**
 * Accepts an offer and wraps the conversation up as soon as it may be.
 * @throws Error when somebody else has it, or it does not end
 */
export async function takeAndEnd(api: Api, { id, epoch }: Pick<Row, 'id' | 'epoch'>): Promise<void> {
  const path = `/api/threads/${id}`
  const taken = await api.settled('POST', `${path}/accept`, { epoch })
  // An earlier attempt may have succeeded without its answer reaching us: then how it stands says so.
  let row = rowOf(taken) ?? ThreadSnapshot.parse(await api.surely('GET', path)).row
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const wish = { epoch: row.epoch, seenSeq: row.head, outcome: 'solved', askRating: false }
    const ended = await api.settled('POST', `${path}/wrap-up`, wish)
    if (ended.status < 300) return
    // Something was said meanwhile; the refusal brings how the conversation stands.
    const now = rowOf(ended)
    if (!now) throw new Error(`An agent was refused to end ${id}: ${ended.status}`)
    if (now.status === 'closed') return
    row = now
  }
  throw new Error(`${id} does not end`)
}

/** The conversation as the answer has it; undefined where it was refused without it. */
function rowOf({ status, body }: Answer): Row | undefined {
  if (status < 300) return ThreadChange.parse(body).row
  return ThreadChange.safeParse(ErrorBody.parse(body).error.details).data?.row
}
