import type { ArticleContent, ArticleDetail, FieldProblem, SaveArticle } from '@parley/server/contract'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, codeOf, type FailureCode } from '../../lib/api-error.ts'
import { articleQuery, articlesQuery, contentApi } from '../../lib/content-api.ts'
import { fieldProblemsOf } from '../../lib/field-labels.ts'

export type ArticleDraft = Omit<SaveArticle, 'version'>
/** `empty`: it says nothing in any language. */
type Refused = 'empty' | { code: FailureCode; fields: readonly FieldProblem[] }

/** An article in the editor: what is stored, the draft over it, and everything that can be done with it. */
export function useArticle(id: string, intent: string | undefined) {
  const queryClient = useQueryClient()
  const query = useQuery({
    ...articleQuery(id),
    retry: (failures, error) => failures < 2 && codeOf(error) !== 'not_found',
  })
  const fresh = codeOf(query.error) === 'not_found' && query.data === undefined
  const [draft, setDraft] = useState<ArticleDraft>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const [theirs, setTheirs] = useState<ArticleDetail>()
  const stored = query.data
  const value: ArticleDraft = draft ?? draftOf(stored, intent)

  const run = async (act: () => Promise<ArticleDetail>): Promise<ArticleDetail | undefined> => {
    if (busy) return undefined
    setBusy(true)
    setRefused(undefined)
    try {
      const detail = await act()
      queryClient.setQueryData(articleQuery(id).queryKey, detail)
      setDraft(undefined)
      setTheirs(undefined)
      for (const key of [articlesQuery.queryKey, ['article', id, 'versions']])
        void queryClient.invalidateQueries({ queryKey: key })
      return detail
    } catch (error) {
      const there = error instanceof ApiError ? error.details['stored'] : undefined
      if (codeOf(error) === 'changed_meanwhile' && there) setTheirs(there as ArticleDetail)
      else setRefused({ code: codeOf(error), fields: fieldProblemsOf(error) })
      return undefined
    } finally {
      setBusy(false)
    }
  }
  const save = async (version = stored?.version ?? 0) => {
    const said = withoutEmpty(value)
    if (said.en || said.zh) return await run(() => contentApi.saveArticle(id, { ...said, version }))
    setRefused('empty')
    return undefined
  }
  return {
    query,
    fresh,
    stored,
    value,
    dirty: draft !== undefined,
    busy,
    refused,
    theirs,
    change: (part: ArticleDraft) => {
      setDraft({ ...value, ...part })
      if (refused === 'empty') setRefused(undefined)
    },
    discard: () => {
      setDraft(undefined)
      setRefused(undefined)
      setTheirs(undefined)
      void query.refetch()
    },
    save,
    keepEditing: () => setTheirs(undefined),
    /** Saves what is not saved, and lets customers read it. */
    publish: async () => {
      const saved = draft !== undefined || fresh ? await save() : stored
      return saved && (await run(() => contentApi.publish(id, 'publish', saved.version)))
    },
    unpublish: async () => stored && (await run(() => contentApi.publish(id, 'unpublish', stored.version))),
  }
}

function draftOf(stored: ArticleDetail | undefined, intent: string | undefined): ArticleDraft {
  if (!stored) return intent === undefined ? {} : { intent }
  const { en, zh } = stored
  return {
    ...(stored.intent === undefined ? {} : { intent: stored.intent }),
    ...(en ? { en } : {}),
    ...(zh ? { zh } : {}),
  }
}

/** A language without a title and a text is not said at all. */
function withoutEmpty({ intent, en, zh }: ArticleDraft): ArticleDraft {
  const says = (content: ArticleContent | undefined) =>
    content !== undefined && (content.title.trim() !== '' || content.body.trim() !== '')
  return {
    ...(intent === undefined ? {} : { intent }),
    ...(en && says(en) ? { en } : {}),
    ...(zh && says(zh) ? { zh } : {}),
  }
}
