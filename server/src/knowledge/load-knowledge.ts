import type { ArticleFact } from '@parley/bot'
import { type Connection, trusted } from 'mongoose'
import { toPlainText } from '../contract/index.ts'
import { type Article, articlesOn } from './article.ts'
import { workingArticlesOn } from './working-article.ts'

const REFRESH_MS = 30_000
/** What was published or taken down is known this soon in every process. */
const LOOK_MS = 2000

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
  let stamp = await readStamp(connection)
  const look = async (): Promise<void> => {
    const now = await readStamp(connection)
    if (now === stamp) return
    await refresh()
    stamp = now
  }
  const failed = (error: unknown) => onError?.(error)
  const timers = [
    setInterval(() => void refresh().catch(failed), refreshMs),
    setInterval(() => void look().catch(failed), LOOK_MS),
  ]
  for (const timer of timers) timer.unref()
  return {
    article: (intent, language) =>
      snapshot.get(`${intent}.${language}`) ?? snapshot.get(`${intent}.${language === 'en' ? 'zh' : 'en'}`),
    refresh,
    close: () => {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** Moves with every change of an article: a cheap question instead of reading them all. */
async function readStamp(connection: Connection): Promise<string> {
  const working = workingArticlesOn(connection)
  const [newest, count] = await Promise.all([
    working.findOne({}, { at: 1, version: 1 }).sort({ at: -1 }).lean(),
    working.countDocuments(),
  ])
  return `${newest?._id} ${newest?.version} ${newest?.at.getTime()} ${count}`
}

async function readSnapshot(connection: Connection): Promise<ReadonlyMap<string, ArticleFact>> {
  const published = await articlesOn(connection)
    .find({ publishedAt: trusted({ $exists: true }), intent: trusted({ $exists: true }) })
    .sort({ version: 1 })
    .lean<Article[]>()
  // Ascending versions: the highest one stays in the map.
  return new Map(
    published.map((article) => [`${article.intent ?? ''}.${article.language}`, toArticleFact(article)]),
  )
}

function toArticleFact(article: Article): ArticleFact {
  return {
    id: article._id,
    intent: article.intent ?? '',
    title: article.title,
    body: toPlainText(article.body),
    ...(article.links.length > 0 && { links: article.links.map(({ label, url }) => ({ label, url })) }),
  }
}
