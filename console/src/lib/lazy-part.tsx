import { type FunctionComponent, type ReactNode, useEffect, useState } from 'react'
import { loadWords } from './i18n.ts'
import type { AreaWords } from './messages/areas.ts'
import { patiently } from './patiently.ts'

type Area = keyof AreaWords

export interface LazyPart<Props> {
  (props: Props): ReactNode
  /** Fetches it before it is drawn; the router does so before it leaves the page that stands there. */
  preload: () => Promise<void>
}

/**
 * A part that is fetched, with the words of its areas, when it is first drawn; afterwards it is there at once.
 *
 * Not `React.lazy`: what had to show its fallback is held back by React for 300 ms, also when the part came in ten.
 * @param until what stands there meanwhile
 */
export function lazyPart<Props extends object>(
  area: Area | readonly Area[],
  load: () => Promise<FunctionComponent<Props>>,
  until: ReactNode = null,
): LazyPart<Props> {
  let Part: FunctionComponent<Props> | undefined
  let loading: Promise<void> | undefined
  const fetchPart = async () => {
    // Each try asks for the words too: what failed once stays failed.
    const [part] = await patiently(() =>
      Promise.all([load(), ...[area].flat().map((each) => loadWords(each))]),
    )
    Part = part
  }
  const preload = () => {
    loading ??= fetchPart()
    return loading
  }
  function Lazy(props: Props) {
    const [Shown, setShown] = useState(() => Part)
    useEffect(() => {
      if (Shown) return
      let gone = false
      void preload().then(() => !gone && setShown(() => Part))
      return () => {
        gone = true
      }
    }, [Shown])
    return Shown ? <Shown {...props} /> : until
  }
  return Object.assign(Lazy, { preload })
}
