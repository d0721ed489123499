import type { RecordedThread } from '../../replay/record.ts'

/**
 * Replays who had a thread, by its log. @returns in words: whoever wrote to the customer without having the conversation,
 * whoever took what another had, and changes of owner whose epoch did not rise
 */
export function ownersAtOnce({ thread, entries, bodies }: RecordedThread): string[] {
  const found: string[] = []
  let owner: string | undefined
  let epoch = 0
  for (const [index, { seq, kind, sender }] of entries.entries()) {
    const body = bodies[index]
    if (kind === 'message' && !notAgents.has(sender) && sender !== owner)
      found.push(`${thread}: entry ${seq} is by ${sender} while ${owner ?? 'nobody'} has it`)
    // Who ended it has it no more.
    if (body?.kind === 'status' && body.to === 'closed') owner = undefined
    if (body?.kind !== 'assignment' || !changesOwner.has(body.change)) continue
    if (body.epoch <= epoch)
      found.push(`${thread}: entry ${seq} changes the owner under epoch ${body.epoch}, after ${epoch}`)
    if (takes.has(body.change) && owner !== undefined && owner !== body.agent)
      found.push(`${thread}: entry ${seq} gives to ${body.agent} what ${owner} has`)
    owner = gives.has(body.change) ? body.agent : undefined
    epoch = Math.max(epoch, body.epoch)
  }
  return found
}

const notAgents: ReadonlySet<string> = new Set(['customer', 'bot', 'system'])
/** By whoever wants it; being given something by its owner is another matter. */
const takes: ReadonlySet<string> = new Set(['accepted', 'claimed'])
const gives: ReadonlySet<string> = new Set([...takes, 'assigned', 'taken_back'])
const changesOwner: ReadonlySet<string> = new Set([...gives, 'transferred', 'handed_back'])
