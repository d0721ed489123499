import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

export interface ArticleLink {
  label: string
  url: string
}

/** One version of an article in one language, as it was published. What it says never changes. */
export interface Article {
  /** `article.language.version` */
  _id: string
  /** Absent on a free article: agents are offered it, the bot does not give it. */
  intent?: string
  language: 'en' | 'zh'
  title: string
  /** Simple Markdown. */
  body: string
  links: ArticleLink[]
  version: number
  /** Absent when it is out of use. The highest version that has it is the one that answers. */
  publishedAt?: Date
  /** When and by whom it was made; kept when it goes out of use. */
  madeAt?: Date
  by?: string
}

const article = new Schema<Article>(
  {
    _id: { type: String, required: true },
    intent: String,
    language: { type: String, enum: ['en', 'zh'], required: true },
    title: { type: String, required: true },
    body: { type: String, required: true },
    links: { type: [new Schema<ArticleLink>({ label: String, url: String }, { _id: false })], default: [] },
    version: { type: Number, required: true },
    publishedAt: Date,
    madeAt: Date,
    by: String,
  },
  { ...schemaOptions, collection: 'articles' },
)

export type Articles = Model<Article>
/** The published versions of a connection's knowledge articles. */
export function articlesOn(connection: Connection): Articles {
  return (
    (connection.models['Article'] as Articles | undefined) ?? connection.model<Article>('Article', article)
  )
}
