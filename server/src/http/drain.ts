import type { Server, ServerResponse } from 'node:http'

const TIDY_MS = 50

export interface Drain {
  /** From now on each answer is the last of its connection, so that none is idle when the server ends. */
  leave(): void
  /**
   * Stops listening at once and answers what was begun; what is not done after `patienceMs` is cut.
   * @returns a promise that is fulfilled when no connection is left
   */
  end(patienceMs: number): Promise<void>
}

/** Watches a server from its start, so that it can end in good order. */
export function createDrain(server: Server): Drain {
  const begun = new Set<ServerResponse>()
  let leaving = false
  server.prependListener('request', (_req, res) => {
    if (leaving) lastOfItsConnection(res)
    begun.add(res)
    res.once('close', () => begun.delete(res))
  })
  const leave = (): void => {
    leaving = true
    for (const res of begun) lastOfItsConnection(res)
  }
  return {
    leave,
    async end(patienceMs) {
      leave()
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      const tidy = setInterval(() => server.closeIdleConnections(), TIDY_MS)
      let late: NodeJS.Timeout | undefined
      const tooLong = new Promise<void>((resolve) => {
        late = setTimeout(() => {
          // Those that became WebSockets are not the server's any more: the process takes them with it.
          server.closeAllConnections()
          resolve()
        }, patienceMs)
      })
      await Promise.race([closed, tooLong])
      clearInterval(tidy)
      clearTimeout(late)
    },
  }
}

/** The client must not send its next request into a connection that is about to close. */
function lastOfItsConnection(res: ServerResponse): void {
  if (!res.headersSent) res.setHeader('Connection', 'close')
}
