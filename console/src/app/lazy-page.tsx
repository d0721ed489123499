import type { FunctionComponent, ReactNode } from 'react'
import { type LazyPart, lazyPart } from '../lib/lazy-part.tsx'

/** Stands where a page will be, when that takes long. */
export function PageToCome() {
  return <main id="content" tabIndex={-1} aria-busy="true" />
}

/** A page that is fetched when its address is first opened. */
export function lazyPage<Props extends object>(
  area: Parameters<typeof lazyPart>[0],
  load: () => Promise<FunctionComponent<Props>>,
): LazyPart<Props> {
  return lazyPart(area, load, <PageToCome />)
}

/** A route's own component around such a page, for which the router waits as for the page itself. */
export function around<Props extends object>(
  page: LazyPart<Props>,
  component: () => ReactNode,
): LazyPart<object> {
  return Object.assign(component, { preload: page.preload })
}
