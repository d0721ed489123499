import { lazy, Suspense, useEffect, useState } from 'react'
import { patiently } from '../lib/patiently.ts'
import { watchTips } from './watch-tips.ts'

const Tip = lazy(async () => ({ default: (await patiently(() => import('./tip.tsx'))).Tip }))

/** Shows the tip of whatever has `data-tip`: one listener for the whole console instead of some hundred. */
export function TipHost() {
  const [at, setAt] = useState<HTMLElement>()
  useEffect(() => watchTips(document, setAt), [])
  if (!at) return null
  return (
    <Suspense>
      <Tip at={at} />
    </Suspense>
  )
}
