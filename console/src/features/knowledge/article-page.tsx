import { Button, NativeSelect } from '@mantine/core'
import type { ArticleContent, ArticleDetail, ArticleState } from '@parley/server/contract'
import { useParams, useSearch } from '@tanstack/react-router'
import { fromAddress } from '../../lib/article-address.ts'
import { useDesk, useSession } from '../../lib/session.ts'
import { useFieldWords } from '../../lib/use-field-words.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useSaveKey } from '../../lib/use-save-key.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConflictDialog } from '../../ui/conflict-dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import '../../ui/mantine-input.css'
import { ArticleSide } from './article-side.tsx'
import { ArticleVersions } from './article-versions.tsx'
import styles from './knowledge.module.css'
import { KnowledgeNav } from './knowledge-nav.tsx'
import { StateChip } from './knowledge-page.tsx'
import { type ArticleDraft, useArticle } from './use-article.ts'

const TALK = /^(smalltalk|dialog|feedback|agent|bot)\./

/** One article: both languages side by side, what customers read of it, and every version that was published. */
export function ArticlePage() {
  const { articleId = '' } = useParams({ strict: false })
  return <Editor key={articleId} id={fromAddress(articleId)} />
}

function Editor({ id }: { id: string }) {
  const { t } = useTranslation(['content', 'translation'])
  const language = useLanguage()
  const { permissions } = useSession()
  const { intent } = useSearch({ strict: false }) as { intent?: string }
  const article = useArticle(id, intent)
  const { value, stored, fresh, query } = article
  const mayWrite = permissions.includes('knowledge.write')
  const problemOf = useProblem()
  const close = t('translation:common.close')
  const save = () =>
    void article.save().then((saved) => saved && void notifyDone(t('knowledge.savedNotLive'), { close }))
  useSaveKey(() => {
    if (mayWrite && (article.dirty || fresh)) save()
  })
  if (query.error && !fresh && !stored) {
    return (
      <Page title={t('knowledge.title')} side={<KnowledgeNav />}>
        <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
      </Page>
    )
  }
  return (
    <Page
      title={titleOf(value, language) ?? t('knowledge.untitled')}
      status={
        stored && (
          <>
            <StateChip language="EN" state={stored.state.en} />
            <StateChip language="中文" state={stored.state.zh} />
          </>
        )
      }
      side={<KnowledgeNav />}
      actions={mayWrite && <PublishButtons article={article} />}
    >
      {stored === undefined && !fresh ? null : (
        <>
          <IntentField value={value} disabled={!mayWrite} change={article.change} />
          <div className={styles.sides}>
            {(['en', 'zh'] as const).map((side) => (
              <ArticleSide
                key={side}
                language={side}
                content={value[side]}
                disabled={!mayWrite}
                onChange={(content) => article.change({ [side]: content })}
              />
            ))}
          </div>
          {stored && (
            <ArticleVersions
              id={id}
              {...(mayWrite
                ? {
                    onRestore: (side: 'en' | 'zh', content: ArticleContent) =>
                      article.change({ [side]: content }),
                  }
                : {})}
            />
          )}
        </>
      )}
      <SaveBar
        dirty={mayWrite && (article.dirty || article.refused !== undefined)}
        saving={article.busy}
        problem={problemOf(article.refused)}
        onSave={save}
        onDiscard={article.discard}
      />
      {article.theirs && (
        <ConflictDialog
          theirs={linesOf(article.theirs)}
          mine={linesOf(value)}
          onTakeTheirs={article.discard}
          onKeepMine={() => void article.save(article.theirs?.version)}
          onClose={article.keepEditing}
        />
      )}
    </Page>
  )
}

/** Why it was not saved, each field by its label. */
function useProblem() {
  const { t } = useTranslation(['content', 'translation'])
  const labels = (['en', 'zh'] as const).flatMap((side) => {
    const of = (field: string) => `${t(`knowledge.language.${side}`)} · ${field}`
    return [
      [`${side}.title`, of(t('knowledge.titleOf'))],
      [`${side}.body`, of(t('knowledge.body'))],
      [`${side}.links`, of(t('knowledge.addLink'))],
      [`${side}.links.*.label`, of(t('knowledge.linkLabel'))],
      [`${side}.links.*.url`, of(t('knowledge.linkUrl'))],
    ] as const
  })
  const fieldWords = useFieldWords({ intent: t('knowledge.intent'), ...Object.fromEntries(labels) })
  return (refused: ReturnType<typeof useArticle>['refused']) => {
    if (refused === undefined) return undefined
    if (refused === 'empty') return t('knowledge.empty')
    return [t(`translation:errors.${refused.code}`), fieldWords(refused.fields)].filter(Boolean).join(' ')
  }
}

/** What customers read changes only here. */
function PublishButtons({ article }: { article: ReturnType<typeof useArticle> }) {
  const { t } = useTranslation(['content', 'translation'])
  const close = t('translation:common.close')
  const { stored, busy } = article
  const isLive = (state: ArticleState | undefined) => state === 'published' || state === 'changed'
  const publish = () =>
    void article.publish().then((done) => done && void notifyDone(t('knowledge.live'), { close }))
  const unpublish = () =>
    void article.unpublish().then((done) => done && void notifyDone(t('knowledge.down'), { close }))
  return (
    <>
      {(isLive(stored?.state.en) || isLive(stored?.state.zh)) && (
        <Button variant="default" disabled={busy} onClick={unpublish}>
          {t('knowledge.unpublish')}
        </Button>
      )}
      <Button loading={busy} onClick={publish}>
        {t('knowledge.publish')}
      </Button>
    </>
  )
}

/** Two languages at most: the one on the screen first. */
function titleOf({ en, zh }: ArticleDraft, language: 'en' | 'zh'): string | undefined {
  const [first, second] = language === 'zh' ? [zh, en] : [en, zh]
  return first?.title || second?.title || undefined
}

const linesOf = ({ intent, en, zh }: ArticleDraft | ArticleDetail) =>
  [intent, en?.title, en?.body, zh?.title, zh?.body].filter((line) => line !== undefined)

function IntentField({
  value,
  disabled,
  change,
}: {
  value: ArticleDraft
  disabled: boolean
  change: (part: ArticleDraft) => void
}) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const { intents } = useDesk()
  return (
    <div className={styles.top}>
      <NativeSelect
        label={t('knowledge.intent')}
        description={t('knowledge.intentHint')}
        disabled={disabled}
        value={value.intent ?? ''}
        data={[
          { value: '', label: t('knowledge.free') },
          ...intents
            .filter(({ name }) => !TALK.test(name))
            .map(({ name, title }) => ({ value: name, label: title[language] })),
        ]}
        onChange={(event) => {
          const intent = event.currentTarget.value
          change({ intent: intent === '' ? undefined : intent })
        }}
      />
    </div>
  )
}
