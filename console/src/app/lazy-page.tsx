import { type FunctionComponent, lazy, type ReactNode, Suspense } from 'react'
import { loadWords } from '../lib/i18n.ts'
import type { AreaWords } from '../lib/messages/areas.ts'
import { patiently } from '../lib/patiently.ts'

type Area = keyof AreaWords

/** A page that is fetched, with the words of its areas, when its address is first opened. */
export function lazyPage(
  area: Area | readonly Area[],
  load: () => Promise<FunctionComponent>,
): () => ReactNode {
  const Page = lazy(async () => {
    const [part] = await patiently(() =>
      Promise.all([load(), ...[area].flat().map((each) => loadWords(each))]),
    )
    return { default: part }
  })
  return function LazyPage() {
    return (
      <Suspense fallback={<main id="content" tabIndex={-1} aria-busy="true" />}>
        <Page />
      </Suspense>
    )
  }
}
