import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

export interface ArticleLink {
  label: string
  url: string
}

/** One version of the answer to one intent in one language. */
export interface Article {
  /** `intent.language.version` */
  _id: string
  intent: string
  language: 'en' | 'zh'
  title: string
  /** Plain text with line breaks. */
  body: string
  links: ArticleLink[]
  version: number
  /** Absent while it is a draft. The highest published version is the one that answers. */
  publishedAt?: Date
}

const article = new Schema<Article>(
  {
    _id: { type: String, required: true },
    intent: { type: String, required: true },
    language: { type: String, enum: ['en', 'zh'], required: true },
    title: { type: String, required: true },
    body: { type: String, required: true },
    links: { type: [new Schema<ArticleLink>({ label: String, url: String }, { _id: false })], default: [] },
    version: { type: Number, required: true },
    publishedAt: Date,
  },
  { ...schemaOptions, collection: 'articles' },
)
article.index({ intent: 1, language: 1, version: -1 }, { unique: true })

export type Articles = Model<Article>
/** The knowledge articles of a connection. */
export function articlesOn(connection: Connection): Articles {
  return (
    (connection.models['Article'] as Articles | undefined) ?? connection.model<Article>('Article', article)
  )
}
