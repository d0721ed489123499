import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { CannedReplyInfo } from '@parley/server/contract'
import { IconMessage2Bolt, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { cannedQuery } from '../../lib/content-api.ts'
import { shortDate } from '../../lib/format.ts'
import { useSession } from '../../lib/session.ts'
import { newSettingId } from '../../lib/setting-id.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Page } from '../../ui/page.tsx'
import '../../ui/mantine-input.css'
import { CannedEditor } from './canned-editor.tsx'
import styles from './knowledge.module.css'
import { KnowledgeNav } from './knowledge-nav.tsx'

/** Replies that are kept at hand: everybody's, and one's own. */
export function CannedPage() {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const navigate = useNavigate()
  const { permissions } = useSession()
  const mayShare = permissions.includes('canned.write')
  const search = useSearch({ strict: false }) as { q?: string; language?: string; open?: string }
  const { data, error, refetch } = useQuery(cannedQuery)
  const go = (part: typeof search, done = false) =>
    void navigate({
      to: '/knowledge/canned',
      search: { ...search, ...part },
      replace: true,
      ignoreBlocker: done,
    })
  const [q, setQ] = useTyped(search.q ?? '', (text) => go({ q: text }))
  const shown = (data ?? []).filter((reply) => fits(reply, { ...search, q: q.trim() }))
  const [made, setMade] = useState(() => fresh(language, !mayShare))
  const open = search.open === NEW ? made : data?.find(({ id }) => id === search.open)
  const close = () => {
    setMade(fresh(language, !mayShare))
    go({ open: '' }, true)
  }
  return (
    <Page
      title={t('canned.title')}
      hint={t('canned.hint')}
      side={<KnowledgeNav />}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => go({ open: NEW })}>
          {t('canned.add')}
        </Button>
      }
    >
      {error && <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />}
      {open && <CannedEditor key={open.id} reply={open} mayShare={mayShare} onClose={close} />}
      <div className={styles.filters}>
        <TextInput label={t('search')} value={q} onChange={(event) => setQ(event.currentTarget.value)} />
        <NativeSelect
          label={t('canned.language')}
          value={search.language ?? ''}
          data={[
            { value: '', label: t('all') },
            { value: 'en', label: t('knowledge.language.en') },
            { value: 'zh', label: t('knowledge.language.zh') },
          ]}
          onChange={(event) => go({ language: event.currentTarget.value })}
        />
      </div>
      {data && shown.length === 0 && (
        <EmptyState icon={<IconMessage2Bolt size={24} />} title={t('canned.none')}>
          {t('canned.noneHint')}
        </EmptyState>
      )}
      {shown.length > 0 && (
        <ul className={styles.list} aria-label={t('canned.title')}>
          {shown.map((reply) => (
            <li key={reply.id}>
              <button
                type="button"
                className={styles.row}
                aria-current={reply.id === open?.id}
                onClick={() => go({ open: reply.id })}
              >
                <span className={styles.name}>
                  <strong>
                    /{reply.shortcut} · {reply.title}
                  </strong>
                  <span className={styles.quiet} lang={reply.language === 'zh' ? 'zh-CN' : 'en'}>
                    {reply.text}
                  </span>
                </span>
                <span className={styles.chips}>
                  {reply.personal && <Chip tone="accent">{t('canned.own')}</Chip>}
                  <Chip>{reply.language === 'zh' ? '中文' : 'EN'}</Chip>
                </span>
                <span className={styles.figure} />
                <span className={styles.figure}>
                  {reply.at === undefined ? '' : shortDate(reply.at, language, Date.now())}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

/** In the address, while a new one is written. */
const NEW = 'new'

function fresh(language: 'en' | 'zh', personal: boolean): CannedReplyInfo {
  return { id: newSettingId('c'), version: 0, shortcut: '', language, title: '', text: '', personal }
}

function fits(
  { shortcut, title, text, language }: CannedReplyInfo,
  search: { q?: string; language?: string },
) {
  if (search.language && language !== search.language) return false
  return !search.q || [shortcut, title, text].join(' ').toLowerCase().includes(search.q.toLowerCase())
}
