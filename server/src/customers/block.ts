import type { Connection } from 'mongoose'
import type { BlockCustomer, BlockShown, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import { every } from '../every.ts'
import type { Logger } from '../log.ts'
import { storeDate, storeNow } from '../storage/clock.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Sealer } from '../storage/sealing.ts'
import { keepChange } from './change.ts'
import { type Block, type Customer, customersOn } from './customer.ts'
import { isBlocked } from './list.ts'
import { recordPerson } from './note.ts'

/** A customer's block that is in force. Read when a message would open a conversation, so it holds from then on. */
export async function blockOf(
  connection: Connection,
  customer: string,
  now: number,
): Promise<{ at: Date; language?: 'en' | 'zh' | undefined } | undefined> {
  const found = await customersOn(connection)
    .findById(customer, { blocked: 1, language: 1 })
    .lean<Pick<Customer, 'blocked' | 'language'>>()
  if (!found?.blocked || !isBlocked(found, now)) return undefined
  return { at: found.blocked.at, language: found.language }
}

/** What staff sees of a block, also of one that has run out. */
export async function readBlock(
  sealer: Sealer,
  { _id, blocked }: Customer,
  now: number,
): Promise<BlockShown | undefined> {
  if (!blocked || !isBlocked({ blocked }, now)) return undefined
  return {
    reason: await sealer.open(recordPerson(_id), blocked.reason),
    by: blocked.by.name,
    at: blocked.at.getTime(),
    ...(blocked.until ? { until: blocked.until.getTime() } : {}),
  }
}

/** The block is named by its time. */
type CloseAll = (customer: string, by: Pick<User, 'id' | 'name'>, block: Date) => Promise<void>

/** Blocks a customer and ends their open conversations; lifts the block again. Each step bears being done again. */
export function createBlocks(deps: {
  connection: Connection
  sealer: Sealer
  /** Closes what is open of a customer as spam, and takes that back for what this block closed. */
  close: CloseAll
  reopen: (customer: string, by: User, block: Date) => Promise<void>
}) {
  const { connection, sealer, close, reopen } = deps
  const customers = customersOn(connection)
  return {
    /** @throws AppError `not_found`; `invalid_request` for an end that is past */
    async block(id: string, { reason, until }: BlockCustomer, by: User): Promise<void> {
      if (until !== undefined && until <= storeNow(connection))
        throw new AppError('invalid_request', {
          details: { fields: [{ field: 'body.until', problem: 'is past' }] },
        })
      const blocked: Block = {
        by: { id: by.id, name: by.name },
        at: storeDate(connection),
        reason: await sealer.seal(recordPerson(id), reason),
        closing: true,
        ...(until === undefined ? {} : { until: new Date(until) }),
      }
      // First the record: from now on nothing new is opened, whatever happens to the rest.
      const result = await customers.updateOne({ _id: id }, { $set: { blocked }, $inc: { version: 1 } })
      if (result.matchedCount === 0)
        throw new AppError('not_found', { message: 'There is no such customer.' })
      await keepChange(connection, { customer: id, by, what: 'blocked' })
      await finishBlock({ connection, close }, { _id: id, blocked })
    },

    /** `restore` also brings back the conversations that the block ended. */
    async unblock(id: string, restore: boolean, by: User): Promise<void> {
      const before = await customers
        .findById(id, { blocked: 1, lifted: 1 })
        .lean<Pick<Customer, 'blocked' | 'lifted'>>()
      if (!before) throw new AppError('not_found', { message: 'There is no such customer.' })
      const { blocked, lifted } = before
      if (blocked) {
        const update = { $unset: { blocked: 1 as const }, $set: { lifted: blocked.at }, $inc: { version: 1 } }
        const result = await customers.updateOne({ _id: id, 'blocked.at': blocked.at }, update)
        if (result.matchedCount === 1) await keepChange(connection, { customer: id, by, what: 'unblocked' })
      }
      // Lifted before: then perhaps by the same wish, which ended before everything was brought back.
      const block = blocked?.at ?? lifted
      if (restore && block) await reopen(id, by, block)
    },
  }
}
export type Blocks = ReturnType<typeof createBlocks>

/** Closes what was open when the block came, and takes the mark away that says so. Done again it changes nothing. */
export async function finishBlock(
  { connection, close }: { connection: Connection; close: CloseAll },
  { _id, blocked }: { _id: string; blocked: Pick<Block, 'by' | 'at'> },
): Promise<void> {
  await close(_id, blocked.by, blocked.at)
  await customersOn(connection).updateOne(
    { _id, 'blocked.at': blocked.at },
    { $unset: { 'blocked.closing': 1 } },
  )
}

const LOOK_MS = 2000
/** Younger ones are being finished by whoever began them. */
const GRACE_MS = 5000
const AT_ONCE = 20

/** Finds blocks whose process died before the open conversations were closed. */
export function startFinishingBlocks(deps: {
  connection: Connection
  close: CloseAll
  log: Pick<Logger, 'warn'>
}): { stop: () => Promise<void> } {
  const unfinished = () =>
    ownFilter({
      'blocked.closing': true,
      'blocked.at': { $lt: new Date(storeNow(deps.connection) - GRACE_MS) },
    })
  return every(
    LOOK_MS,
    async () => {
      const left = await customersOn(deps.connection)
        .find(unfinished(), { blocked: 1 })
        .limit(AT_ONCE)
        .lean<Pick<Customer, '_id' | 'blocked'>[]>()
      for (const { _id, blocked } of left) if (blocked) await finishBlock(deps, { _id, blocked })
    },
    (err) => deps.log.warn({ event: 'block.unfinished', err }),
  )
}
