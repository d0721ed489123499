import type { InsightPeriod, Wall } from '@parley/server/contract'
import { useEffect, useState } from 'react'
import { ApiError } from '../../lib/api-error.ts'
import { useLive } from '../../lib/live.ts'
import { useTimeZone } from '../../lib/use-format.ts'

interface WallState {
  wall?: Wall
  /** When the server was last heard, by this machine's clock. */
  heardAt: number
  failure?: ApiError
}

/** The live page as the server sends it. What was shown stays while another period is fetched. */
export function useWall(period: InsightPeriod, team: string | undefined): WallState & { retry: () => void } {
  const live = useLive()
  const timeZone = useTimeZone()
  const [state, setState] = useState<WallState>({ heardAt: Date.now() })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks the same again
  useEffect(
    () =>
      live.watchWall(
        { period, timeZone, ...(team === undefined ? {} : { team }) },
        {
          onWall: (wall) => setState({ wall, heardAt: Date.now() }),
          onSame: () => setState((now) => ({ ...now, heardAt: Date.now() })),
          onFailure: (code) => setState((now) => ({ ...now, failure: new ApiError(code, 0, code) })),
        },
      ),
    [live, period, team, timeZone, tries],
  )
  const retry = () => {
    setState(({ failure: _failure, ...now }) => now)
    setTries((count) => count + 1)
  }
  return { ...state, retry }
}
