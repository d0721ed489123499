import type { Connection } from 'mongoose'
import type { ArticleDetail, ArticleSummary, ArticleVersion, SaveArticle } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Article, articlesOn } from './article.ts'
import { published, saved, stateOf, unpublished } from './article-rules.ts'
import { articleLanguages, type WorkingArticle, workingArticlesOn } from './working-article.ts'

const MOST_ARTICLES = 500
const VERSIONS_SHOWN = 100

type Given = (article: string) => Promise<number>

/** The two collections behind the articles: what is worked on, and what was published. */
function createShelf(connection: Connection, given: Given) {
  const working = workingArticlesOn(connection)
  const versions = articlesOn(connection)

  const read = async (id: string): Promise<WorkingArticle> => {
    const found = await working.findById(id).lean<WorkingArticle>()
    if (!found) throw new AppError('not_found')
    return found
  }
  const detail = async (article: WorkingArticle): Promise<ArticleDetail> => ({
    id: article._id,
    version: article.version,
    ...(article.intent === undefined ? {} : { intent: article.intent }),
    ...(article.en ? { en: article.en } : {}),
    ...(article.zh ? { zh: article.zh } : {}),
    state: { en: stateOf(article, 'en'), zh: stateOf(article, 'zh') },
    at: article.at.getTime(),
    by: article.by,
    given: await given(article._id),
  })
  /** Compare-and-set on the version. @throws AppError `changed_meanwhile` | `intent_taken` */
  const replace = async (next: WorkingArticle): Promise<void> => {
    try {
      if (next.version === 1) await working.create([next])
      else {
        const result = await working.replaceOne({ _id: next._id, version: next.version - 1 }, next)
        if (result.matchedCount === 0)
          throw new AppError('changed_meanwhile', { details: { stored: await detail(await read(next._id)) } })
      }
    } catch (error) {
      if (!isDuplicateKey(error)) throw error
      const there = await working.findById(next._id).lean<WorkingArticle>()
      if (there && there.version !== next.version - 1)
        throw new AppError('changed_meanwhile', { details: { stored: await detail(there) } })
      throw new AppError('intent_taken', { details: { intent: next.intent } })
    }
  }
  /** What is not live any more stops answering; versions stay. */
  const retire = async ({ _id, live }: WorkingArticle): Promise<void> => {
    for (const language of articleLanguages) {
      await versions.updateMany(
        ownFilter({
          ...idsOf(_id, language),
          ...(live[language] === undefined ? {} : { version: { $ne: live[language] } }),
          publishedAt: { $exists: true },
        }),
        { $unset: { publishedAt: 1 } },
      )
    }
  }

  return { working, versions, read, detail, replace, retire }
}

/** The knowledge articles as writers and readers of the console have them. */
export function createLibrary(connection: Connection, given: Given) {
  const shelf = createShelf(connection, given)
  return { ...readersOf(shelf, given), ...writersOf(shelf) }
}
export type Library = ReturnType<typeof createLibrary>

type Shelf = ReturnType<typeof createShelf>

function readersOf({ working, versions, read, detail }: Shelf, given: Given) {
  return {
    async list(): Promise<ArticleSummary[]> {
      const found = await working.find().sort({ at: -1 }).limit(MOST_ARTICLES).lean<WorkingArticle[]>()
      return await Promise.all(
        found.map(async (article) => ({
          id: article._id,
          ...(article.intent === undefined ? {} : { intent: article.intent }),
          title: {
            ...(article.en ? { en: article.en.title } : {}),
            ...(article.zh ? { zh: article.zh.title } : {}),
          },
          state: { en: stateOf(article, 'en'), zh: stateOf(article, 'zh') },
          at: article.at.getTime(),
          by: article.by,
          given: await given(article._id),
        })),
      )
    },
    read: async (id: string) => await detail(await read(id)),
    async versions(id: string): Promise<ArticleVersion[]> {
      const article = await read(id)
      const found = await Promise.all(
        articleLanguages.map(
          async (language) =>
            await versions
              .find(ownFilter(idsOf(id, language)))
              .sort({ version: -1 })
              .limit(VERSIONS_SHOWN)
              .lean<Article[]>(),
        ),
      )
      return found
        .flat()
        .map((one) => toVersion(one, article))
        .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0) || b.number - a.number)
    },
  }
}

function writersOf({ working, versions, read, detail, replace, retire }: Shelf) {
  return {
    /** @throws AppError `changed_meanwhile` | `intent_taken` | `too_many` */
    async save(id: string, by: string, wish: SaveArticle): Promise<ArticleDetail> {
      const before = await working.findById(id).lean<WorkingArticle>()
      if ((before?.version ?? 0) !== wish.version) {
        if (!before) throw new AppError('not_found')
        throw new AppError('changed_meanwhile', { details: { stored: await detail(before) } })
      }
      if (!before && (await working.countDocuments().limit(MOST_ARTICLES)) >= MOST_ARTICLES)
        throw new AppError('too_many', { details: { most: MOST_ARTICLES } })
      const next = saved(before ?? undefined, { id, by, at: storeDate(working.db) }, wish)
      await replace(next)
      return await detail(next)
    },
    /** Customers read it within seconds. Repeated after a death in the middle it does what is left. */
    async publish(id: string, by: string, version: number): Promise<ArticleDetail> {
      const before = await read(id)
      if (before.version !== version)
        throw new AppError('changed_meanwhile', { details: { stored: await detail(before) } })
      const at = storeDate(working.db)
      const { article, made } = published(before, by, at)
      // The versions first: a marker that they are live must not come before they are there.
      for (const { language, number, content } of made) {
        const next: Article = {
          _id: `${id}.${language}.${number}`,
          ...(article.intent === undefined ? {} : { intent: article.intent }),
          language,
          ...content,
          version: number,
          publishedAt: at,
          madeAt: at,
          by,
        }
        await versions.replaceOne({ _id: next._id }, next, { upsert: true })
      }
      await replace(article)
      await retire(article)
      return await detail(article)
    },
    async unpublish(id: string, by: string, version: number): Promise<ArticleDetail> {
      const before = await read(id)
      if (before.version !== version)
        throw new AppError('changed_meanwhile', { details: { stored: await detail(before) } })
      const next = unpublished(before, by, storeDate(working.db))
      await replace(next)
      await retire(next)
      return await detail(next)
    },
    /** Gone for its writers and for the bot; the versions stay for the conversations that were told them. */
    async remove(id: string): Promise<void> {
      const before = await read(id)
      await retire({ ...before, live: {} })
      await working.deleteOne({ _id: id })
    },
  }
}

/** The versions of an article in a language: a range of the primary key. */
const idsOf = (id: string, language: string) => ({
  _id: { $gte: `${id}.${language}.`, $lt: `${id}.${language}/` },
})

function toVersion(one: Article, article: WorkingArticle): ArticleVersion {
  const at = one.madeAt ?? one.publishedAt
  return {
    id: one._id,
    language: one.language,
    number: one.version,
    title: one.title,
    body: one.body,
    links: one.links.map(({ label, url }) => ({ label, url })),
    ...(one.intent === undefined ? {} : { intent: one.intent }),
    ...(at ? { at: at.getTime() } : {}),
    ...(one.by ? { by: one.by } : {}),
    live: article.live[one.language] === one.version,
  }
}
