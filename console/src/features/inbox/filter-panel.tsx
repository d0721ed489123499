import { Button } from '@mantine/core'
import type { RowFilter } from '@parley/server/contract'
import { type FilterList, isEmptyFilter, NOBODY } from '@parley/server/contract/rules'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { colleaguesQuery, useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useTyped } from '../../lib/use-typed.ts'
import type { ListAsked } from '../../lib/views.ts'
import styles from './filter-panel.module.css'
import { SaveViewForm } from './save-view-form.tsx'
import { useConditionName } from './use-condition-name.ts'

interface FilterPanelProps {
  asked: ListAsked
  /** Begins at the name under which the list is saved. */
  naming: boolean
  onChange: (list: ListAsked) => void
  onClose: () => void
}

const CHANNELS = ['web', 'email', 'whatsapp', 'telegram', 'line']
const SPAM = 'spam'

/** Narrows the list down while it is open: what is chosen here is seen beneath at once. */
export function FilterPanel({ asked, naming, onChange, onClose }: FilterPanelProps) {
  const { t } = useTranslation(['inbox', 'translation'])
  const panel = useRef<HTMLDivElement>(null)
  const { queues, intents, tags, outcomes } = useDesk()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const { filter } = asked
  const change = (part: Partial<RowFilter>) => {
    const all = Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined)
    onChange({ ...asked, filter: Object.fromEntries(all) as RowFilter })
  }
  useOutsideClose(panel, onClose)
  const lists = (list: FilterList, values: readonly string[]) => ({
    list,
    values,
    chosen: filter[list] ?? [],
    onChange: (next: string[]) => change({ [list]: next.length > 0 ? next : undefined }),
  })
  return (
    <div
      ref={panel}
      className={styles.panel}
      role="dialog"
      aria-label={t('filter')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        onClose()
      }}
    >
      <Search value={filter.q} first={!naming} onChange={(q) => change({ q })} />
      <div className={styles.body}>
        <Pills title={t('mood')} {...lists('mood', ['negative', 'neutral', 'positive'])} />
        <fieldset className={styles.group}>
          <legend className={styles.legend}>{t('customer')}</legend>
          <Pill checked={filter.vip === true} onChange={(on) => change({ vip: on ? true : undefined })}>
            {t('translation:common.vip')}
          </Pill>
        </fieldset>
        <Pills title={t('language')} {...lists('language', ['en', 'zh'])} />
        <Pills
          title={t('queue')}
          {...lists(
            'queue',
            queues.map(({ id }) => id),
          )}
        />
        <Pills title={t('channel')} {...lists('channel', CHANNELS)} />
        <AnyOf title={t('agent')} {...lists('agent', [NOBODY, ...colleagues.map(({ id }) => id)])} />
        <AnyOf
          title={t('intent')}
          {...lists(
            'intent',
            intents.map(({ name }) => name),
          )}
        />
        {asked.view === 'closed' && (
          <AnyOf
            title={t('outcome')}
            {...lists('outcome', [...new Set([...outcomes.map(({ id }) => id), SPAM])])}
          />
        )}
        {tags.length > 0 && (
          <AnyOf
            title={t('tag')}
            {...lists(
              'tag',
              tags.map(({ id }) => id),
            )}
          />
        )}
      </div>
      <div className={styles.foot}>
        {!isEmptyFilter(filter) && <SaveViewForm asked={asked} first={naming} onSaved={onClose} />}
        <div className={styles.buttons}>
          <Button
            size="xs"
            variant="default"
            disabled={isEmptyFilter(filter)}
            onClick={() => onChange({ ...asked, filter: {} })}
          >
            {t('translation:list.clearFilter')}
          </Button>
          <Button size="xs" onClick={onClose}>
            {t('done')}
          </Button>
        </div>
      </div>
    </div>
  )
}

function Search({
  value,
  first,
  onChange,
}: {
  value: string | undefined
  first: boolean
  onChange: (q: string | undefined) => void
}) {
  const { t } = useTranslation(['inbox', 'translation'])
  const box = useRef<HTMLInputElement>(null)
  const [text, setText] = useTyped(value ?? '', (q) => onChange(q || undefined))
  useEffect(() => {
    if (first) box.current?.focus()
  }, [first])
  return (
    <div className={styles.search}>
      <input
        ref={box}
        className={styles.box}
        type="search"
        maxLength={80}
        aria-label={t('search')}
        placeholder={t('searchHint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </div>
  )
}

interface ListProps {
  title: string
  list: FilterList
  values: readonly string[]
  chosen: readonly string[]
  onChange: (values: string[]) => void
}

/** All of a few values, to be switched on and off. */
function Pills({
  title,
  hiddenTitle = false,
  list,
  values,
  chosen,
  onChange,
}: ListProps & { hiddenTitle?: boolean }) {
  const nameOf = useConditionName()
  return (
    <fieldset className={styles.group}>
      <legend className={hiddenTitle ? 'visually-hidden' : styles.legend}>{title}</legend>
      {values.map((value) => (
        <Pill
          key={value}
          checked={chosen.includes(value)}
          onChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((each) => each !== value))}
        >
          {nameOf(list, value)}
        </Pill>
      ))}
    </fieldset>
  )
}

function Pill({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange: (on: boolean) => void
  children: ReactNode
}) {
  return (
    <label className={styles.pill}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {children}
    </label>
  )
}

/** Some of many values: the list opens beneath its name, which says what is chosen of it. */
function AnyOf({ title, list, values, chosen, onChange }: ListProps) {
  const { t } = useTranslation('inbox')
  const nameOf = useConditionName()
  return (
    <details
      className={styles.anyOf}
      // The panel scrolls: what opens at its foot would be out of sight.
      onToggle={({ currentTarget: list }) => list.open && list.scrollIntoView({ block: 'nearest' })}
    >
      <summary className={styles.row}>
        <span className={styles.legend}>{title}</span>
        <span className={styles.chosen}>
          {chosen.length > 0 ? chosen.map((value) => nameOf(list, value)).join(' · ') : t('any')}
        </span>
      </summary>
      <Pills title={title} hiddenTitle list={list} values={values} chosen={chosen} onChange={onChange} />
    </details>
  )
}

/** A press elsewhere closes it; one on its own button does so by itself. */
function useOutsideClose(panel: { current: HTMLElement | null }, onClose: () => void): void {
  useEffect(() => {
    const handle = (event: PointerEvent) => {
      const { target } = event
      if (!(target instanceof Element) || panel.current?.contains(target)) return
      if (!target.closest('[aria-haspopup="dialog"]')) onClose()
    }
    document.addEventListener('pointerdown', handle)
    return () => document.removeEventListener('pointerdown', handle)
  }, [panel, onClose])
}
