import { ErrorBody, type Row, ThreadChange } from '../../../server/src/contract/index.ts'
import type { Answer, Api } from '../../replay/api.ts'

const ATTEMPTS = 5

/**
 * Accepts an offer and wraps the conversation up as soon as it may be.
 * @throws Error when somebody else has it, or it does not end
 */
export async function takeAndEnd(api: Api, { id, epoch }: Pick<Row, 'id' | 'epoch'>): Promise<void> {
  const path = `/api/threads/${id}`
  let row = rowOf(await api.settled('POST', `${path}/accept`, { epoch }))
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const wish = { epoch: row.epoch, seenSeq: row.head, outcome: 'solved', askRating: false }
    const ended = await api.settled('POST', `${path}/wrap-up`, wish)
    if (ended.status < 300) return
    // Something was said meanwhile; the refusal brings how the conversation stands.
    row = rowOf(ended)
    if (row.status === 'closed') return
  }
  throw new Error(`${id} does not end`)
}

function rowOf({ status, body }: Answer): Row {
  if (status < 300) return ThreadChange.parse(body).row
  const { error } = ErrorBody.parse(body)
  const change = ThreadChange.safeParse(error.details)
  if (!change.success) throw new Error(`An agent was refused: ${status} ${error.code}`)
  return change.data.row
}
