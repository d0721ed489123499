import { type FunctionComponent, lazy, type ReactNode, Suspense } from 'react'
import { loadWords } from '../lib/i18n.ts'
import type { AreaWords } from '../lib/messages/areas.ts'
import { patiently } from '../lib/patiently.ts'

type Area = keyof AreaWords

/** Fetches a part of the console with the words of its areas. */
export async function loadPart<Part>(area: Area | readonly Area[], load: () => Promise<Part>): Promise<Part> {
  const [part] = await patiently(() => Promise.all([load(), ...[area].flat().map((each) => loadWords(each))]))
  return part
}

/** A part that is fetched when it is first drawn; whoever draws it says what stands there until then. */
export function lazyPart<Props>(area: Area | readonly Area[], load: () => Promise<FunctionComponent<Props>>) {
  return lazy(async () => ({ default: await loadPart(area, load) }))
}

/** A page that is fetched when its address is first opened. */
export function lazyPage<Props extends object>(
  area: Area | readonly Area[],
  load: () => Promise<FunctionComponent<Props>>,
): (props: Props) => ReactNode {
  const Page: FunctionComponent<Props> = lazyPart<Props>(area, load)
  return function LazyPage(props) {
    return (
      <Suspense fallback={<main id="content" tabIndex={-1} aria-busy="true" />}>
        <Page {...props} />
      </Suspense>
    )
  }
}
