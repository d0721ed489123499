import { filterLists, isEmptyFilter } from '@parley/server/contract/rules'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import type { ListAsked } from '../../lib/views.ts'
import styles from './filter-chips.module.css'
import { useConditionName } from './use-condition-name.ts'

interface FilterChipsProps {
  asked: ListAsked
  onChange: (list: ListAsked) => void
}

/** What the list is narrowed to; each condition goes with one press. */
export function FilterChips({ asked, onChange }: FilterChipsProps) {
  const { t } = useTranslation()
  const nameOf = useConditionName()
  const { filter } = asked
  if (isEmptyFilter(filter)) return null
  const chips = [
    ...(filter.q === undefined
      ? []
      : [{ key: 'q', name: `“${filter.q}”`, without: { ...filter, q: undefined } }]),
    ...(filter.vip ? [{ key: 'vip', name: t('common.vip'), without: { ...filter, vip: undefined } }] : []),
    ...filterLists.flatMap((list) =>
      (filter[list] ?? []).map((value) => {
        const others = (filter[list] ?? []).filter((each) => each !== value)
        return {
          key: `${list} ${value}`,
          name: nameOf(list, value),
          without: { ...filter, [list]: others.length > 0 ? others : undefined },
        }
      }),
    ),
  ]
  return (
    <ul className={styles.chips} aria-label={t('list.narrowed')}>
      {chips.map(({ key, name, without }) => (
        <li key={key}>
          <button
            type="button"
            className={styles.chip}
            aria-label={t('list.removeCondition', { name })}
            onClick={() => onChange({ ...asked, filter: without as ListAsked['filter'] })}
          >
            <span className={styles.name}>{name}</span>
            <IconX size={13} stroke={2} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className={styles.clear} onClick={() => onChange({ ...asked, filter: {} })}>
          {t('list.clearFilter')}
        </button>
      </li>
    </ul>
  )
}
