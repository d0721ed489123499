import type { Ack, ConsoleToServer, ServerToConsole, Wall, WatchWall } from '@parley/server/contract'
import type { Socket } from 'socket.io-client'
import type { FailureCode } from './api-error.ts'

const ACK_MS = 8000

export interface HearWall {
  onWall: (wall: Wall) => void
  /** Nothing changed, and the server is there. */
  onSame: () => void
  onFailure: (code: FailureCode) => void
}

/** Watches the live page over a connection, through every reconnect, until the answer is called. */
export function watchWall(
  socket: Socket<ServerToConsole, ConsoleToServer>,
  watch: WatchWall,
  { onWall, onSame, onFailure }: HearWall,
): () => void {
  let over = false
  const isMine = (wall: Wall) =>
    wall.period === watch.period && wall.timeZone === watch.timeZone && wall.team === watch.team
  const hear = (wall: Wall) => {
    // What was on its way when another period was chosen.
    if (!over && isMine(wall)) onWall(wall)
  }
  const ask = () => {
    socket.timeout(ACK_MS).emit('wall:watch', watch, (late: Error | null, answer: Ack<{ wall: Wall }>) => {
      if (over) return
      if (late) onFailure('timeout')
      else if (answer.ok) hear(answer.wall)
      else onFailure(answer.error.code)
    })
  }
  socket.on('wall', hear)
  socket.on('wall:same', onSame)
  socket.on('connect', ask)
  if (socket.connected) ask()
  return () => {
    over = true
    socket.off('wall', hear)
    socket.off('wall:same', onSame)
    socket.off('connect', ask)
    if (socket.connected) socket.emit('wall:unwatch')
  }
}
