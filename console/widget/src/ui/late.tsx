import type { Attachment } from '@parley/server/contract'
import { useExtras } from './extras.ts'

type Props =
  | { name: 'Rating'; wanted: boolean }
  | { name: 'Rated'; score: number }
  | { name: 'FileView'; part: Attachment }

/** A part of the second script, as soon as it is there. */
export function Late({ name, ...rest }: Props) {
  const wanted = !('wanted' in rest) || rest.wanted
  const extras = useExtras(wanted)
  const View = extras?.[name] as ((props: object) => preact.JSX.Element | null) | undefined
  return View && wanted ? <View {...rest} /> : null
}
