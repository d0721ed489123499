import type { InsightPeriod, Wall } from '@parley/server/contract'
import { useEffect, useState } from 'react'
import type { FailureCode } from '../../lib/api-error.ts'
import { ownTimeZone } from '../../lib/insights-api.ts'
import { useLive } from '../../lib/live.ts'

interface WallState {
  wall?: Wall
  /** When the server was last heard, by this machine's clock. */
  heardAt: number
  failure?: FailureCode
}

/** The live page as the server sends it. What was shown stays while another period is fetched. */
export function useWall(period: InsightPeriod, team: string | undefined): WallState {
  const live = useLive()
  const [state, setState] = useState<WallState>({ heardAt: Date.now() })
  useEffect(
    () =>
      live.watchWall(
        { period, timeZone: ownTimeZone(), ...(team === undefined ? {} : { team }) },
        {
          onWall: (wall) => setState({ wall, heardAt: Date.now() }),
          onSame: () => setState((now) => ({ ...now, heardAt: Date.now() })),
          onFailure: (failure) => setState((now) => ({ ...now, failure })),
        },
      ),
    [live, period, team],
  )
  return state
}
