import { type Connection, trusted } from 'mongoose'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { type Article, articlesOn } from './article.ts'
import { cannedOn } from './canned.ts'
import { type WorkingArticle, workingArticlesOn } from './working-article.ts'

/**
 * Makes published articles that nobody has worked on yet, as a seed or an import leaves them, something to work on.
 * Done again it changes nothing. Indexes of older versions that would refuse what is allowed now are dropped.
 */
export async function adoptArticles(connection: Connection): Promise<void> {
  const working = workingArticlesOn(connection)
  const published = await articlesOn(connection)
    .find({ publishedAt: trusted({ $exists: true }), intent: trusted({ $exists: true }) })
    .sort({ version: 1 })
    .lean<Article[]>()
  const known = await working.find({}, { answers: 1 }).lean<Pick<WorkingArticle, 'answers'>[]>()
  const answered = new Set(known.map(({ answers }) => answers))
  const adopted = new Map<string, WorkingArticle>()
  for (const { intent, language, title, body, links, version, publishedAt } of published) {
    if (intent === undefined || answered.has(intent)) continue
    const article: WorkingArticle = adopted.get(intent) ?? {
      _id: intent,
      version: 1,
      intent,
      answers: intent,
      last: {},
      live: {},
      changed: {},
      by: 'system',
      at: publishedAt ?? storeDate(connection),
    }
    article[language] = { title, body, links: links.map(({ label, url }) => ({ label, url })) }
    article.last[language] = version
    article.live[language] = version
    adopted.set(intent, article)
  }
  if (adopted.size === 0) return
  // Another process may adopt them at the same time.
  await working.insertMany([...adopted.values()], { ordered: false, lean: true }).catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error
  })
}

/** Indexes of older versions that would refuse what is allowed now; they are missing in a new install. */
export async function dropOldIndexes(connection: Connection): Promise<void> {
  const drop = async (
    model: { collection: { dropIndex: (name: string) => Promise<unknown> } },
    name: string,
  ) => {
    await model.collection.dropIndex(name).catch(() => undefined)
  }
  await drop(articlesOn(connection), 'intent_1_language_1_version_-1')
  await drop(cannedOn(connection), 'shortcut_1_language_1')
}
