import { type Connection, type Model, Schema } from 'mongoose'
import type { CannedReplyInfo, SaveCanned } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { storeDate } from '../storage/clock.ts'
import { isDuplicateKey, schemaOptions } from '../storage/mongo.ts'
import { ownFilter } from '../storage/own-filter.ts'

/** A reply that agents keep at hand. `{{customer.name}}`, `{{agent.name}}` and `{{company}}` are filled in the composer. */
export interface CannedReply {
  _id: string
  /** Rises with each change; absent on what a seed made. */
  version?: number
  shortcut: string
  language: 'en' | 'zh'
  title: string
  text: string
  /** Whose own it is; absent on what everybody shares. */
  owner?: string
  by?: string
  at?: Date
}

const canned = new Schema<CannedReply>(
  {
    _id: { type: String, required: true },
    version: Number,
    shortcut: { type: String, required: true },
    language: { type: String, enum: ['en', 'zh'], required: true },
    title: { type: String, required: true },
    text: { type: String, required: true },
    owner: String,
    by: String,
    at: Date,
  },
  { ...schemaOptions, collection: 'canned' },
)
canned.index({ owner: 1, language: 1, shortcut: 1 }, { unique: true })

export type CannedReplies = Model<CannedReply>
/** The canned replies of a connection. */
export function cannedOn(connection: Connection): CannedReplies {
  return (
    (connection.models['CannedReply'] as CannedReplies | undefined) ??
    connection.model<CannedReply>('CannedReply', canned)
  )
}

const MOST_SHARED = 1000
const MOST_OWN = 200

/** What everybody shares, and the person's own; an own reply stands in for a shared one with the same shortcut. */
export async function listCanned(
  connection: Connection,
  person: string,
): Promise<{ id: string; shortcut: string; language: 'en' | 'zh'; title: string; text: string }[]> {
  const all = await cannedFor(connection, person)
  const own = new Set(
    all.filter((each) => each.personal).map(({ language, shortcut }) => `${language} ${shortcut}`),
  )
  return all
    .filter(({ personal, language, shortcut }) => personal || !own.has(`${language} ${shortcut}`))
    .map(({ id, shortcut, language, title, text }) => ({ id, shortcut, language, title, text }))
}

/** Shared and own replies with all that the page of canned replies shows. */
export async function cannedFor(connection: Connection, person: string): Promise<CannedReplyInfo[]> {
  const model = cannedOn(connection)
  const sort = { shortcut: 1, language: 1 } as const
  const [shared, own] = await Promise.all([
    model
      .find(ownFilter({ owner: { $exists: false } }))
      .sort(sort)
      .limit(MOST_SHARED)
      .lean<CannedReply[]>(),
    model.find({ owner: person }).sort(sort).limit(MOST_OWN).lean<CannedReply[]>(),
  ])
  return [...own, ...shared].map(toInfo)
}

export interface CannedWriter {
  id: string
  /** May change what everybody shares. */
  shared: boolean
}

/** @throws AppError `forbidden` | `not_found` | `shortcut_taken` | `changed_meanwhile` | `too_many` */
export async function saveCanned(
  connection: Connection,
  id: string,
  writer: CannedWriter,
  { version, personal, ...wish }: SaveCanned,
): Promise<CannedReplyInfo> {
  const model = cannedOn(connection)
  const before = (await model.findById(id).lean<CannedReply>()) ?? undefined
  assertMaySave(before, writer, { version, personal })
  const next: CannedReply = {
    _id: id,
    ...wish,
    version: version + 1,
    ...(personal ? { owner: writer.id } : {}),
    by: writer.id,
    at: storeDate(connection),
  }
  try {
    await (before ? replace(model, before, next) : insert(model, next))
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    throw new AppError('shortcut_taken', { details: { shortcut: wish.shortcut, language: wish.language } })
  }
  return toInfo(next)
}

function assertMaySave(
  before: CannedReply | undefined,
  writer: CannedWriter,
  { version, personal }: Pick<SaveCanned, 'version' | 'personal'>,
): void {
  if (before) assertMayWrite(before, writer)
  if (!personal && !writer.shared) throw new AppError('forbidden')
  if (!before && version > 0) throw new AppError('not_found')
  if (before && (before.version ?? 1) !== version)
    throw new AppError('changed_meanwhile', { details: { stored: toInfo(before) } })
}

async function replace(model: CannedReplies, before: CannedReply, next: CannedReply): Promise<void> {
  const seen =
    before.version === undefined ? ownFilter({ version: { $exists: false } }) : { version: before.version }
  const result = await model.replaceOne({ _id: next._id, ...seen }, next)
  if (result.matchedCount === 0) throw new AppError('changed_meanwhile')
}

async function insert(model: CannedReplies, next: CannedReply): Promise<void> {
  await assertRoom(model, next.owner)
  await model.create([next])
}

/** @throws AppError `forbidden` | `not_found` */
export async function removeCanned(connection: Connection, id: string, writer: CannedWriter): Promise<void> {
  const before = await cannedOn(connection).findById(id).lean<CannedReply>()
  if (!before) throw new AppError('not_found')
  assertMayWrite(before, writer)
  await cannedOn(connection).deleteOne({ _id: id })
}

function assertMayWrite({ owner }: CannedReply, writer: CannedWriter): void {
  // Somebody else's own replies are not even known to exist.
  if (owner !== undefined && owner !== writer.id) throw new AppError('not_found')
  if (owner === undefined && !writer.shared) throw new AppError('forbidden')
}

async function assertRoom(model: CannedReplies, owner: string | undefined): Promise<void> {
  const most = owner === undefined ? MOST_SHARED : MOST_OWN
  const filter = owner === undefined ? ownFilter({ owner: { $exists: false } }) : { owner }
  if ((await model.countDocuments(filter).limit(most)) >= most)
    throw new AppError('too_many', { details: { most } })
}

function toInfo({
  _id,
  version,
  shortcut,
  language,
  title,
  text,
  owner,
  by,
  at,
}: CannedReply): CannedReplyInfo {
  return {
    id: _id,
    version: version ?? 1,
    shortcut,
    language,
    title,
    text,
    personal: owner !== undefined,
    ...(by ? { by } : {}),
    ...(at ? { at: at.getTime() } : {}),
  }
}
