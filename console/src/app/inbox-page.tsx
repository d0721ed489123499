import { IconMessages } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useListCounts } from '../features/inbox/nav-lists.ts'
import { ThreadList } from '../features/inbox/thread-list.tsx'
import { useNavViews } from '../lib/saved-views.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { isView, type ListAsked, listAddress, listKey, readList, readPlace } from '../lib/views.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { InboxFrame } from './inbox-frame.tsx'

export function InboxPage() {
  const { t } = useTranslation()
  const { threadId } = useParams({ from: '/desk/inbox/$view/{-$threadId}' })
  const place = readPlace(useSearch({ from: '/desk/inbox/$view/{-$threadId}' }))
  const asked = useAsked()
  const title = useListTitle(asked)
  useListCounts(asked)
  const navigate = useNavigate()
  return (
    <InboxFrame
      title={title}
      here={listKey(asked)}
      list={<ThreadList key={asked.view} asked={asked} title={title} selected={threadId} />}
      thread={threadId}
      place={place}
      onBack={() => void navigate(listAddress(asked))}
      nothingLabel={t('list.pick')}
      nothing={
        <EmptyState icon={<IconMessages size={24} stroke={1.6} aria-hidden="true" />} title={t('list.pick')}>
          {t('list.pickHint')}
        </EmptyState>
      }
    />
  )
}

/** The list that the address names: the same object while it is the same list. */
function useAsked(): ListAsked {
  const { view } = useParams({ from: '/desk/inbox/$view/{-$threadId}' })
  const search = useSearch({ from: '/desk/inbox/$view/{-$threadId}' })
  const asked = readList(isView(view) ? view : 'waiting', search)
  const key = listKey(asked)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the list
  return useMemo(() => asked, [key])
}

/** A list that was saved goes by its name. */
function useListTitle(asked: ListAsked): string {
  const { t } = useTranslation()
  const all = useNavViews()
  const saved = useMemo(() => {
    const key = listKey(asked)
    return all.find(({ list }) => listKey(list) === key)
  }, [all, asked])
  return saved?.name ?? t(`views.${asked.view}`)
}
