import { type Connection, type Model, Schema } from 'mongoose'
import type { ArticleContent } from '../contract/index.ts'
import { durable, schemaOptions } from '../storage/mongo.ts'

export const articleLanguages = ['en', 'zh'] as const
export type ArticleLanguage = (typeof articleLanguages)[number]

/** An article as its writers see it: both languages, and what of them customers read. */
export interface WorkingArticle {
  _id: string
  /** Rises with each change: whoever saves names the one that they read. */
  version: number
  intent?: string
  /** The intent, or something of its own for a free article: an intent has one article at most. */
  answers: string
  en?: ArticleContent
  zh?: ArticleContent
  /** Highest version that was ever published, and the one that is live. */
  last: Partial<Record<ArticleLanguage, number>>
  live: Partial<Record<ArticleLanguage, number>>
  /** Customers read something else than what is kept here. */
  changed: Partial<Record<ArticleLanguage, boolean>>
  by: string
  at: Date
}

const working = new Schema<WorkingArticle>(
  {
    _id: { type: String, required: true },
    version: { type: Number, required: true },
    intent: String,
    answers: { type: String, required: true },
    en: Schema.Types.Mixed,
    zh: Schema.Types.Mixed,
    last: { type: Schema.Types.Mixed, default: () => ({}) },
    live: { type: Schema.Types.Mixed, default: () => ({}) },
    changed: { type: Schema.Types.Mixed, default: () => ({}) },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { ...schemaOptions, minimize: false, collection: 'working_articles', writeConcern: durable },
)
working.index({ answers: 1 }, { unique: true })
working.index({ at: -1 })

export type WorkingArticles = Model<WorkingArticle>
/** The articles that a connection's writers work on. */
export function workingArticlesOn(connection: Connection): WorkingArticles {
  return (
    (connection.models['WorkingArticle'] as WorkingArticles | undefined) ??
    connection.model<WorkingArticle>('WorkingArticle', working)
  )
}
