import { Connection } from 'mongodb/lib/cmap/connection.js'

const mended = Symbol('parley ends what waits for a drain')

/**
 * Mends the driver (mongodb 7.8, `writeCommand` in `cmap/connection`): it writes to a socket that the other side has ended
 * and whose `close` comes a moment later, waits for its `drain`, and is never told, so the command waits for ever and
 * keeps its place in the pool. Once the connection is closed its socket says so as an error, which is what the wait for
 * the drain listens to; nobody else does any more. Does nothing the second time.
 */
export function mendDriverDrain(): void {
  const prototype: DriverConnection & { [mended]?: true } = Connection.prototype
  if (prototype[mended]) return
  prototype[mended] = true
  const { cleanup } = prototype
  prototype.cleanup = function (this: DriverConnection, error: Error) {
    const wasClosed = this.closed
    cleanup.call(this, error)
    if (!wasClosed && this.socket.listenerCount('error') > 0) this.socket.emit('error', error)
  }
}
