import { Button, NativeSelect, TextInput } from '@mantine/core'
import type { ArticleState, ArticleSummary } from '@parley/server/contract'
import { IconBook, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { toAddress } from '../../lib/article-address.ts'
import { articlesQuery } from '../../lib/content-api.ts'
import { cappedCount, shortDate } from '../../lib/format.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { newSettingId } from '../../lib/setting-id.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Card, Page } from '../../ui/page.tsx'
import '../../ui/mantine-input.css'
import styles from './knowledge.module.css'
import { KnowledgeNav } from './knowledge-nav.tsx'

/** Conversational intents are answered by the bot itself. */
const TALK = /^(smalltalk|dialog|feedback|agent|bot)\./
const states = ['published', 'changed', 'draft', 'missing'] as const

/** Every article: what it answers, in which languages customers read it, and how often it was given. */
export function KnowledgePage() {
  const { t } = useTranslation(['content', 'translation'])
  const navigate = useNavigate()
  const { permissions } = useSession()
  const mayWrite = permissions.includes('knowledge.write')
  const search = useSearch({ strict: false }) as { q?: string; state?: string }
  const { data, error, refetch } = useQuery(articlesQuery)
  const filter = (part: { q?: string; state?: string }) =>
    void navigate({ to: '/knowledge', search: { ...search, ...part }, replace: true })
  const [q, setQ] = useTyped(search.q ?? '', (text) => filter({ q: text }))
  const shown = (data ?? []).filter((article) => fits(article, { ...search, q: q.trim() }))
  const add = (intent?: string) =>
    void navigate({
      to: '/knowledge/$articleId',
      params: { articleId: newSettingId('a') },
      search: intent === undefined ? {} : { intent },
    })
  return (
    <Page
      title={t('knowledge.title')}
      hint={t('knowledge.hint')}
      side={<KnowledgeNav />}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => add()}>
            {t('knowledge.add')}
          </Button>
        )
      }
    >
      {error && <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />}
      <div className={styles.filters}>
        <TextInput label={t('search')} value={q} onChange={(event) => setQ(event.currentTarget.value)} />
        <NativeSelect
          label={t('knowledge.state')}
          value={search.state ?? ''}
          data={[
            { value: '', label: t('all') },
            ...states.map((state) => ({ value: state, label: t(`knowledge.states.${state}`) })),
          ]}
          onChange={(event) => filter({ state: event.currentTarget.value })}
        />
      </div>
      {data && shown.length === 0 && (
        <EmptyState icon={<IconBook size={24} />} title={t('knowledge.none')}>
          {t('knowledge.noneHint')}
        </EmptyState>
      )}
      {shown.length > 0 && <Articles articles={shown} />}
      {data && mayWrite && <Unanswered articles={data} onAdd={add} />}
    </Page>
  )
}

function Articles({ articles }: { articles: readonly ArticleSummary[] }) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const { intents } = useDesk()
  const now = Date.now()
  return (
    <ul className={styles.list} aria-label={t('knowledge.articles')}>
      {articles.map(({ id, title, intent, state, given, at }) => (
        <li key={id}>
          <Link to="/knowledge/$articleId" params={{ articleId: toAddress(id) }} className={styles.row}>
            <span className={styles.name}>
              <strong>{title[language] ?? title.en ?? title.zh}</strong>
              <span className={styles.quiet}>
                {intent
                  ? (intents.find(({ name }) => name === intent)?.title[language] ?? intent)
                  : t('knowledge.free')}
              </span>
            </span>
            <span className={styles.chips}>
              <StateChip language="EN" state={state.en} />
              <StateChip language="中文" state={state.zh} />
            </span>
            <span className={styles.figure}>
              {t('knowledge.given', { count: given, shown: cappedCount(given) })}
            </span>
            <span className={styles.figure}>{shortDate(at, language, now)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

const tones: Record<ArticleState, Tone> = { none: 'neg', draft: 'plain', published: 'pos', changed: 'warn' }

export function StateChip({ language, state }: { language: string; state: ArticleState }) {
  const { t } = useTranslation('content')
  return (
    <Chip
      tone={tones[state]}
    >{`${language} ${t(`knowledge.states.${state === 'none' ? 'missing' : state}`)}`}</Chip>
  )
}

function fits(
  { title, intent, state }: ArticleSummary,
  { q, state: wanted }: { q?: string; state?: string },
) {
  const words = [title.en, title.zh, intent].join(' ').toLowerCase()
  if (q && !words.includes(q.toLowerCase())) return false
  if (wanted === 'missing') return state.en === 'none' || state.zh === 'none'
  return !wanted || state.en === wanted || state.zh === wanted
}

/** Intents that customers ask about and the bot has nothing to say to. */
function Unanswered({
  articles,
  onAdd,
}: {
  articles: readonly ArticleSummary[]
  onAdd: (intent: string) => void
}) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const answered = new Set(articles.map(({ intent }) => intent))
  const missing = useDesk().intents.filter(({ name }) => !TALK.test(name) && !answered.has(name))
  if (missing.length === 0) return null
  return (
    <div className={styles.unanswered}>
      <Card title={t('knowledge.unanswered')} id="knowledge-unanswered" aside={t('knowledge.unansweredHint')}>
        <div className={styles.missing}>
          {missing.map(({ name, title }) => (
            <Button key={name} size="xs" variant="default" onClick={() => onAdd(name)}>
              {title[language]}
            </Button>
          ))}
        </div>
      </Card>
    </div>
  )
}
