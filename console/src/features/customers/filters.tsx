import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { useCommands } from '../../lib/commands.ts'
import type { CustomerSearch } from '../../lib/customers-api.ts'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { useChannelName } from '../../ui/channel-name.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './customers.module.css'

const channels = ['web', 'email', 'whatsapp', 'telegram', 'line'] as const

interface FiltersProps {
  search: CustomerSearch
  onChange: (search: CustomerSearch) => void
  aside: ReactNode
}

export function Filters({ search, onChange, aside }: FiltersProps) {
  const { t } = useTranslation('customers')
  const { tags, fields } = useDesk()
  const language = useLanguage()
  const channelName = useChannelName()
  const set = (part: Partial<CustomerSearch>) => onChange({ ...search, ...part })
  const { sort: _sort, dir: _dir, ...filters } = search
  const filtered = Object.values(filters).some(Boolean)
  const yesNo = [
    ['yes', t('yes')],
    ['no', t('no')],
  ] as const
  return (
    <search className={styles.filters} aria-label={t('filters')}>
      <SearchField value={search.q ?? ''} onChange={(q) => set({ q: q || undefined })} />
      <Choice
        label={t('filter.tag')}
        value={search.tag}
        options={tags.map(({ id, name }) => [id, name])}
        onChange={(tag) => set({ tag })}
      />
      <Choice
        label={t('filter.language')}
        value={search.language}
        options={[
          ['en', t('languageEn')],
          ['zh', t('languageZh')],
        ]}
        onChange={(value) => set({ language: value as CustomerSearch['language'] })}
      />
      <Choice
        label={t('filter.vip')}
        value={search.vip}
        options={yesNo}
        onChange={(value) => set({ vip: value as CustomerSearch['vip'] })}
      />
      <Choice
        label={t('filter.seen')}
        value={search.seen}
        options={(['7', '30', '90', 'older'] as const).map((each) => [each, t(`seen.${each}`)])}
        onChange={(value) => set({ seen: value as CustomerSearch['seen'] })}
      />
      <Choice
        label={t('filter.channel')}
        value={search.channel}
        options={channels.map((each) => [each, channelName(each)])}
        onChange={(channel) => set({ channel })}
      />
      <Choice
        label={t('filter.blocked')}
        value={search.blocked}
        options={yesNo}
        onChange={(value) => set({ blocked: value as CustomerSearch['blocked'] })}
      />
      {fields
        .filter(({ type }) => type === 'choice' || type === 'yesno')
        .map(({ id, label, type, choices = [] }) => (
          <Choice
            key={id}
            label={label[language]}
            value={search.field?.startsWith(`${id}:`) ? search.field.slice(id.length + 1) : undefined}
            options={type === 'yesno' ? yesNo : choices.map((choice) => [choice, choice])}
            onChange={(value) => set({ field: value && `${id}:${value}` })}
          />
        ))}
      {search.import && <Chip tone="accent">{t('ofImport')}</Chip>}
      {filtered && (
        <button type="button" className={styles.clear} onClick={() => onChange({})}>
          <IconX size={14} stroke={2} aria-hidden="true" />
          {t('clearFilters')}
        </button>
      )}
      <span className={styles.filtersEnd}>{aside}</span>
    </search>
  )
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('customers')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useTyped(value, onChange)
  useCommands('customers-search', { find: () => input.current?.focus() })
  return (
    <span className={styles.searchBox}>
      <IconSearch size={16} stroke={1.8} aria-hidden="true" />
      <input
        ref={input}
        type="search"
        className={styles.search}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  options: readonly (readonly [value: string, label: string])[]
  onChange: (value: string | undefined) => void
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <select
      className={styles.choice}
      aria-label={label}
      data-chosen={value !== undefined}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{label}</option>
      {options.map(([id, name]) => (
        <option key={id} value={id}>
          {value === id ? `${label}: ${name}` : name}
        </option>
      ))}
    </select>
  )
}
