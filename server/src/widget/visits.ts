import { type Connection, type Model, Schema } from 'mongoose'
import type { CustomerProfile } from '../contract/index.ts'
import { storeDate } from '../storage/clock.ts'
import { relaxed, schemaOptions } from '../storage/mongo.ts'
import type { Sealer } from '../storage/sealing.ts'
import { readUserAgent } from './user-agent.ts'

const LONGEST = 300
const DAYS_KEPT = 90

/** The last visit of a thread's customer. */
interface VisitRecord {
  /** The thread. */
  _id: string
  customer: string
  identity: string
  at: Date
  /** `KeptVisit` as JSON, sealed: an address tells what somebody looked at. */
  visit: Buffer
}

interface KeptVisit {
  page?: string
  title?: string
  referrer?: string
  userAgent?: string
}

const record = new Schema<VisitRecord>(
  {
    _id: { type: String, required: true },
    customer: { type: String, required: true },
    identity: { type: String, required: true },
    at: { type: Date, required: true },
    visit: { type: Buffer, required: true },
  },
  { ...schemaOptions, collection: 'visits' },
)
record.index({ customer: 1, at: -1 })
record.index({ at: 1 }, { expireAfterSeconds: DAYS_KEPT * 24 * 3600 })

/** The visits of a connection. */
export function visitsOn(connection: Connection): Model<VisitRecord> {
  return (
    (connection.models['Visit'] as Model<VisitRecord> | undefined) ??
    connection.model<VisitRecord>('Visit', record)
  )
}

/** What a browser says of itself and of where it is. */
export interface ToldVisit {
  page?: string | undefined
  title?: string | undefined
  referrer?: string | undefined
  userAgent?: string | undefined
}
/** Keeps a visit; nobody waits for it, and a visit that is lost harms nobody. */
export type NoteVisit = (of: { thread: string; customer: string; identity: string }, visit: ToldVisit) => void

export function createVisits({ connection, sealer }: { connection: Connection; sealer: Sealer }) {
  const visits = visitsOn(connection)
  const note = async (of: Parameters<NoteVisit>[0], told: ToldVisit) => {
    const kept = cleanVisit(told)
    if (Object.keys(kept).length === 0) return
    const visit = await sealer.seal(of.identity, JSON.stringify(kept))
    await visits.updateOne(
      { _id: of.thread },
      { $set: { customer: of.customer, identity: of.identity, at: storeDate(connection), visit } },
      { upsert: true, writeConcern: relaxed },
    )
  }
  return {
    note: ((of, told) => void note(of, told).catch(() => undefined)) satisfies NoteVisit,
    /** The newest visit of a customer, over their threads. */
    async lastOf(customer: string): Promise<CustomerProfile['visit']> {
      const found = await visits.findOne({ customer }).sort({ at: -1 }).lean<VisitRecord>()
      if (!found) return undefined
      const kept = JSON.parse(await sealer.open(found.identity, found.visit)) as KeptVisit
      return { at: found.at.getTime(), ...kept, ...readUserAgent(kept.userAgent ?? '') }
    },
  }
}
export type Visits = ReturnType<typeof createVisits>

/** What may be kept: web addresses without what may be secret in them, words without controls, all of it bounded. */
export function cleanVisit({ page, title, referrer, userAgent }: ToldVisit): KeptVisit {
  const kept = {
    page: cleanAddress(page),
    title: cleanWords(title),
    referrer: cleanAddress(referrer),
    userAgent: cleanWords(userAgent),
  }
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== '')) as KeptVisit
}

function cleanAddress(given = ''): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) return ''
  return `${url.origin}${url.pathname}`.slice(0, LONGEST)
}

function cleanWords(given = ''): string {
  const seen = given.replace(/\p{Cs}/gu, '').replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ')
  return seen.replace(/\s+/gu, ' ').trim().slice(0, LONGEST)
}
