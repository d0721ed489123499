import type { Namespace } from 'socket.io'
import { can } from '../agents/permissions.ts'
import { subjectOf } from '../conversations/subject.ts'
import type { Thread } from '../conversations/thread.ts'
import { threadRoom } from './fan-out.ts'
import type { SignedInSocket } from './socket-user.ts'

/** Asks the one authorisation function again when a thread changed: who may not read it any more leaves its room. */
export function createRoomGuard(namespace: Namespace): (thread: Thread) => void {
  return (thread) => {
    const room = threadRoom(thread._id)
    for (const id of namespace.adapter.rooms.get(room) ?? []) {
      const socket = namespace.sockets.get(id)
      const { user } = (socket?.data ?? {}) as Partial<SignedInSocket>
      if (!socket || !user || can(user, 'thread.read', subjectOf(thread))) continue
      void socket.leave(room)
      // After the answer to whoever opened it a moment ago, or that would show it again.
      setImmediate(() => socket.emit('thread:gone', { thread: thread._id }))
    }
  }
}
