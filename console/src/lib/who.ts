import { useSlowClock } from './clock.ts'
import { useSession } from './session.ts'
import { type Person, type Typist, useThreads, type Viewer } from './thread-store.ts'

export interface Other extends Person {
  types: boolean
}

/** Colleagues who have the conversation open now, each once however many tabs they have; who types comes first. */
export function useOthers(thread: string): readonly Other[] {
  const { user } = useSession()
  const now = useSlowClock()
  const viewers = useThreads((state) => state.viewers[thread])
  const typing = useThreads((state) => state.typing[thread])
  return othersOf({ viewers, typing, me: user.id, now })
}

export function othersOf({
  viewers = [],
  typing = [],
  me,
  now,
}: {
  viewers?: readonly Viewer[] | undefined
  typing?: readonly Typist[] | undefined
  me: string
  now: number
}): Other[] {
  const views = viewers.filter((each) => each.until > now)
  // Who closed it types no more, whatever their last key said.
  const types = typing.filter(
    ({ type, id, until }) => type === 'agent' && until > now && views.some((each) => each.id === id),
  )
  const byId = new Map<string, Other>()
  for (const { id, name } of types) byId.set(id, { id, name, types: true })
  for (const { id, name } of views) if (!byId.has(id)) byId.set(id, { id, name, types: false })
  byId.delete(me)
  return [...byId.values()]
}
