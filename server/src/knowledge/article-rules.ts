import type { ArticleContent, ArticleState, SaveArticle } from '../contract/index.ts'
import { type ArticleLanguage, articleLanguages, type WorkingArticle } from './working-article.ts'

/** What became of a language of an article, as its writers see it. */
export function stateOf(article: WorkingArticle, language: ArticleLanguage): ArticleState {
  if (article.live[language] === undefined) return article[language] ? 'draft' : 'none'
  return article.changed[language] ? 'changed' : 'published'
}

/** The article after a save; what customers read is left as it is. */
export function saved(
  before: WorkingArticle | undefined,
  { id, by, at }: { id: string; by: string; at: Date },
  wish: SaveArticle,
): WorkingArticle {
  const { intent, en, zh } = wish
  const kept: Pick<WorkingArticle, 'last' | 'live' | 'changed'> = before ?? {
    last: {},
    live: {},
    changed: {},
  }
  const changed = { ...kept.changed }
  for (const language of articleLanguages) {
    const same =
      before?.intent === intent && JSON.stringify(before?.[language]) === JSON.stringify(wish[language])
    if (kept.live[language] !== undefined && !same) changed[language] = true
  }
  return {
    _id: id,
    version: wish.version + 1,
    ...(intent === undefined ? {} : { intent }),
    answers: intent ?? `free:${id}`,
    ...(en ? { en } : {}),
    ...(zh ? { zh } : {}),
    last: kept.last,
    live: kept.live,
    changed,
    by,
    at,
  }
}

export interface Publication {
  article: WorkingArticle
  /** New versions that customers read from now on. */
  made: { language: ArticleLanguage; number: number; content: ArticleContent }[]
}

/** Everything that is not what customers read becomes it; a language that was emptied goes. */
export function published(before: WorkingArticle, by: string, at: Date): Publication {
  const article = { ...before, version: before.version + 1, by, at }
  const made: Publication['made'] = []
  article.last = { ...before.last }
  article.live = { ...before.live }
  article.changed = {}
  for (const language of articleLanguages) {
    const content = before[language]
    const state = stateOf(before, language)
    if (!content) delete article.live[language]
    if (!content || state === 'published') continue
    const number = (before.last[language] ?? 0) + 1
    article.last[language] = number
    article.live[language] = number
    made.push({ language, number, content })
  }
  return { article, made }
}

/** Nothing of it is live any more; what was written stays. */
export function unpublished(before: WorkingArticle, by: string, at: Date): WorkingArticle {
  return { ...before, version: before.version + 1, live: {}, changed: {}, by, at }
}
