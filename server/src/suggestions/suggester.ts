import type { Connection } from 'mongoose'
import type { Entry, Suggestions } from '../contract/index.ts'
import { toPlainText } from '../contract/plain-text.ts'
import { type Article, articlesOn } from '../knowledge/article.ts'
import { type CannedReply, cannedOn } from '../knowledge/canned.ts'
import { ownFilter } from '../storage/own-filter.ts'
import { type Asked, createSuggest, type KnownText, type Suggest } from './suggest.ts'

const FRESH_MS = 30_000
const SUGGESTED = 3
/** A question in pieces: so many of the customer's last messages are looked at. */
const MESSAGES = 3
const MOST_TEXTS = 5000

/**
 * Suggests from what is published now. What a message means was worked out by the worker when it came in and stands in
 * the log, so the process that serves the console holds no model: only an index of words, made anew every half minute
 * when somebody asks.
 */
export function createSuggester(deps: { connection: Connection; now: () => number }) {
  const { connection, now } = deps
  let made: { at: number; suggest: Promise<Suggest> } | undefined

  const current = async (): Promise<Suggest> => {
    if (!made || now() - made.at > FRESH_MS) {
      const suggest = readTexts(connection).then(createSuggest)
      made = { at: now(), suggest }
      suggest.catch(() => {
        made = undefined
      })
    }
    return await made.suggest
  }

  /** For the messages that nobody has answered yet, from the last page of a conversation's log. */
  return async (entries: readonly Entry[], language: 'en' | 'zh'): Promise<Suggestions> => {
    const { of, asked } = unansweredIn(entries)
    if (asked.length === 0) return { of: 0, suggestions: [] }
    const suggest = await current()
    return { of, suggestions: suggest(asked, language, SUGGESTED) }
  }
}

/** What the customer said since anybody answered, with what was understood of it. */
export function unansweredIn(entries: readonly Entry[]): { of: number; asked: Asked[] } {
  const readings = new Map(
    entries.flatMap(({ body }) => (body.kind === 'understanding' ? [[body.of, body] as const] : [])),
  )
  const messages = entries.filter(({ body }) => body.kind === 'message')
  const answered = messages.findLastIndex(({ by }) => by.type === 'agent')
  const said = messages
    .slice(answered + 1)
    .filter(({ by }) => by.type === 'customer')
    .slice(-MESSAGES)
  const asked = said.map(({ seq, body }) => {
    const reading = readings.get(seq)
    return {
      text: body.kind === 'message' ? textIn(body.parts) : '',
      intents: reading?.intents ?? [],
      inScope: reading?.inScope ?? 0,
    }
  })
  return { of: said.at(-1)?.seq ?? 0, asked }
}

function textIn(parts: Extract<Entry['body'], { kind: 'message' }>['parts']): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join(' ')
}

async function readTexts(connection: Connection): Promise<KnownText[]> {
  const [articles, canned] = await Promise.all([
    articlesOn(connection)
      .find(ownFilter({ publishedAt: { $exists: true } }))
      .sort({ version: 1 })
      .limit(MOST_TEXTS)
      .lean<Article[]>(),
    // What is somebody's own is suggested to nobody else.
    cannedOn(connection)
      .find(ownFilter({ owner: { $exists: false } }))
      .limit(MOST_TEXTS)
      .lean<CannedReply[]>(),
  ])
  // Ascending versions: the highest one stays.
  const newest = new Map(articles.map((article) => [articleOf(article), article]))
  return [
    ...[...newest.values()].map(
      ({ _id: id, intent, language, title, body: text }): KnownText => ({
        id,
        kind: 'article',
        language,
        title,
        text: toPlainText(text),
        ...(intent === undefined ? {} : { intent }),
      }),
    ),
    ...canned.map(
      ({ _id: id, language, title, text }): KnownText => ({ id, kind: 'canned', language, title, text }),
    ),
  ]
}

/** An article in one language, whatever its version. */
const articleOf = ({ _id, version }: Article): string => _id.slice(0, _id.length - `.${version}`.length)
