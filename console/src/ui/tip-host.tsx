import { useEffect, useState } from 'react'
import { lazyPart } from '../lib/lazy-part.tsx'
import { watchTips } from './watch-tips.ts'

const Tip = lazyPart([], async () => (await import('./tip.tsx')).Tip)

/** Shows the tip of whatever has `data-tip`: one listener for the whole console instead of some hundred. */
export function TipHost() {
  const [at, setAt] = useState<HTMLElement>()
  useEffect(() => watchTips(document, setAt), [])
  return at ? <Tip at={at} /> : null
}
