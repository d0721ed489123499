import type { TimelineItem } from '@parley/server/contract'
import { useCustomerFields } from '../../lib/customer-fields.ts'
import { listOf, money } from '../../lib/format.ts'
import { useIntentTitle, useOutcomeName } from '../../lib/names.ts'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useChannelName } from '../../ui/channel-name.ts'

interface Words {
  title: string
  detail: string
}

/** What a line of the timeline says. */
export function useItemWords(): (item: TimelineItem) => Words {
  const { t } = useTranslation(['customers', 'profile'])
  const language = useLanguage()
  const intentTitle = useIntentTitle()
  const outcomeName = useOutcomeName()
  const channelName = useChannelName()
  const fields = useCustomerFields()
  const { tags } = useDesk()
  const join = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' · ')
  const tagNames = (ids: readonly string[]) =>
    listOf(
      ids.map((id) => tags.find((tag) => tag.id === id)?.name ?? t('tagGone')),
      language,
    )

  const conversation = (item: Extract<TimelineItem, { kind: 'conversation' }>): Words => ({
    title: item.intent ? intentTitle(item.intent) : t('profile:conversation'),
    detail: join([
      channelName(item.channel),
      item.handledBy ? t('profile:handledBy', { name: item.handledBy }) : t('profile:handledByBot'),
      item.status === 'closed' ? item.outcome && outcomeName(item.outcome) : t('stillOpen'),
      item.rating === undefined ? undefined : t('profile:rated', { score: item.rating }),
    ]),
  })
  const change = (item: Extract<TimelineItem, { kind: 'change' }>): Words => ({
    title: t(`what.${item.what}`, { name: item.by.name }),
    detail: join([
      item.what === 'edited' || item.what === 'imported'
        ? listOf(
            item.fields.map((id) => fields.find((field) => field.id === id)?.label ?? id),
            language,
          )
        : undefined,
      item.import ? t('fromImport', { line: item.import.line }) : undefined,
      item.added.length > 0 ? t('tagsAdded', { tags: tagNames(item.added) }) : undefined,
      item.removed.length > 0 ? t('tagsRemoved', { tags: tagNames(item.removed) }) : undefined,
    ]),
  })
  return (item) => {
    if (item.kind === 'conversation') return conversation(item)
    if (item.kind === 'change') return change(item)
    if (item.kind === 'note') return { title: t('noteBy', { name: item.by.name }), detail: item.text }
    if (item.kind === 'return')
      return { title: t('returned', { number: item.id }), detail: t('ofOrder', { number: item.order }) }
    return { title: t('ordered', { number: item.id }), detail: money(item.total, language) }
  }
}
