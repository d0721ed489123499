import { IconAt } from '@tabler/icons-react'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { MentionList } from '../features/inbox/mention-list.tsx'
import { useListCounts } from '../features/inbox/nav-lists.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { MENTIONS } from '../lib/views.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { InboxFrame } from './inbox-frame.tsx'

const FROM = '/desk/inbox/mentions/{-$threadId}'

/** Where colleagues ask for this person; each opens its conversation at the note. */
export function MentionsPage() {
  const { t } = useTranslation(['inbox', 'translation'])
  const { threadId } = useParams({ from: FROM })
  const { at } = useSearch({ from: FROM })
  const navigate = useNavigate()
  useListCounts()
  return (
    <InboxFrame
      title={t('translation:views.mentions')}
      here={MENTIONS}
      list={<MentionList thread={threadId} at={at} />}
      thread={threadId}
      place={{ at }}
      onBack={() => void navigate({ to: '/inbox/mentions/{-$threadId}', params: {}, search: {} })}
      nothingLabel={t('mentions.pick')}
      nothing={
        <EmptyState icon={<IconAt size={24} stroke={1.6} aria-hidden="true" />} title={t('mentions.pick')}>
          {t('mentions.pickHint')}
        </EmptyState>
      }
    />
  )
}
