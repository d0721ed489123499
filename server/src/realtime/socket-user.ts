import type { Socket } from 'socket.io'
import type { User } from '../contract/index.ts'

/** What a console's socket carries once it was let in. */
export interface SignedInSocket {
  user: User
  sessionId: string
}

/** Whose console it is: of a socket that was let in. */
export function userOf(socket: Socket): User {
  return (socket.data as SignedInSocket).user
}
