import type { ArticleFact } from '@parley/bot'
import { type Connection, trusted } from 'mongoose'
import { type Article, articlesOn } from './article.ts'

const REFRESH_MS = 30_000

export interface Knowledge {
  /** The published article of an intent, in the other language where this one has none. */
  article(intent: string, language: 'en' | 'zh'): ArticleFact | undefined
  refresh(): Promise<void>
  close(): void
}

export interface KnowledgeOptions {
  refreshMs?: number
  /** Hears that a refresh failed; the last snapshot goes on answering. */
  onError?: (error: unknown) => void
}

/** Keeps the published articles in memory and reads them anew every half minute, so that no turn reads them. */
export async function loadKnowledge(
  connection: Connection,
  { refreshMs = REFRESH_MS, onError }: KnowledgeOptions = {},
): Promise<Knowledge> {
  let snapshot = await readSnapshot(connection)
  const refresh = async (): Promise<void> => {
    snapshot = await readSnapshot(connection)
  }
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => onError?.(error))
  }, refreshMs)
  timer.unref()
  return {
    article: (intent, language) =>
      snapshot.get(`${intent}.${language}`) ?? snapshot.get(`${intent}.${language === 'en' ? 'zh' : 'en'}`),
    refresh,
    close: () => clearInterval(timer),
  }
}

async function readSnapshot(connection: Connection): Promise<ReadonlyMap<string, ArticleFact>> {
  const published = await articlesOn(connection)
    .find({ publishedAt: trusted({ $exists: true }) })
    .sort({ version: 1 })
    .lean<Article[]>()
  // Ascending versions: the highest one stays in the map.
  return new Map(
    published.map((article) => [`${article.intent}.${article.language}`, toArticleFact(article)]),
  )
}

function toArticleFact(article: Article): ArticleFact {
  return {
    id: article._id,
    intent: article.intent,
    title: article.title,
    body: article.body,
    ...(article.links.length > 0 && { links: article.links.map(({ label, url }) => ({ label, url })) }),
  }
}
