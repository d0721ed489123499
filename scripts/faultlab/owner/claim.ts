import { ThreadSnapshot } from '../../../server/src/contract/index.ts'
import type { Random } from '../../../server/src/demo/random.ts'
import type { Api } from '../../replay/api.ts'
import { shuffled } from '../../replay/dialogues.ts'

export interface Claimer {
  readonly id: string
  readonly url: string
  readonly api: Api
}

/** All want it in the same moment, by both processes. @returns those who were told that it is theirs */
export async function claimAll(
  thread: string,
  claimers: readonly Claimer[],
  random: Random,
): Promise<Claimer[]> {
  const epoch = await epochOf(thread, claimers[0])
  const won = await Promise.all(
    shuffled(claimers, random).map(async (claimer) => {
      const answer = await claimer.api.settled('POST', `/api/threads/${thread}/claim`, { epoch })
      return answer.status < 300 ? [claimer] : []
    }),
  )
  return won.flat()
}

export async function epochOf(thread: string, claimer: Claimer | undefined): Promise<number> {
  const answer = await claimer?.api.surely('GET', `/api/threads/${thread}`)
  return ThreadSnapshot.parse(answer).row.epoch
}
