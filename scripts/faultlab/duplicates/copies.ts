import { randomUUID } from 'node:crypto'
import type { Random } from '../../../server/src/demo/random.ts'
import type { Ledger } from '../../replay/ledger.ts'
import type { Lab } from '../live/lab.ts'
import { openDoors, sendCopy } from './door.ts'

const MESSAGES = 4
const COPIES = 5

export interface Copied {
  readonly thread: string
  /** Copies beside the first of each message, and messages that took a used id. */
  readonly faults: number
  readonly broken: readonly string[]
}

/** F5: each message is sent one to five times at once, by both processes; afterwards its id comes with other words. */
export async function sendCopies(
  { stack, account }: Lab,
  index: number,
  random: Random,
  ledger: Ledger,
): Promise<Copied> {
  const doors = await openDoors(stack.urls, index, { account, language: 'en' })
  const broken: string[] = []
  let faults = 0
  try {
    for (let n = 1; n <= MESSAGES; n++) {
      const copy = { id: randomUUID(), n, text: `message ${n} of customer ${index}` }
      const times = random.whole(1, COPIES)
      const answers = await Promise.all(
        Array.from({ length: times }, () => sendCopy(random.pick(doors.sockets), copy)),
      )
      const firsts = answers.filter((answer) => answer === 'first').length
      const refused = answers.filter((answer) => answer !== 'first' && answer !== 'duplicate')
      if (firsts !== 1) broken.push(`${doors.thread}: ${firsts} of ${times} copies were told to be the first`)
      for (const code of refused) broken.push(`${doors.thread}: a copy was refused: ${code}`)
      ledger.note({ thread: doors.thread, sender: 'customer', clientId: copy.id, text: copy.text })
      const reused = await sendCopy(random.pick(doors.sockets), { ...copy, text: 'other words' })
      if (reused !== 'id_reused') broken.push(`${doors.thread}: other words under a used id: ${reused}`)
      faults += times
    }
  } finally {
    doors.close()
  }
  return { thread: doors.thread, faults, broken }
}
