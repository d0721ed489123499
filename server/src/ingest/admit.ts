import type { Room } from '../storage/room.ts'
import type { EventBody } from './event.ts'

/** Who is let in while there is little room: only the result of an action, which belongs to what was taken before. */
export function createAdmit(room: Pick<Room, 'assert'>): (kind: EventBody['kind']) => void {
  return (kind) => {
    if (kind !== 'action.result') room.assert()
  }
}
