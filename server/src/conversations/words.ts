import { authorise, can } from '../agents/permissions.ts'
import type { NewNote, Reply, Row, User } from '../contract/index.ts'
import { AppError } from '../errors.ts'
import type { Accepted, Place } from '../ingest/accept.ts'
import type { ThreadKey } from '../ingest/event.ts'
import { ownFilter } from '../storage/own-filter.ts'
import type { Actor } from './acting.ts'
import type { DeskDeps, Hands } from './hands.ts'
import { note } from './remarks.ts'
import { subjectOf } from './subject.ts'
import type { Thread } from './thread.ts'

/** What people say in a conversation: notes among colleagues, replies to the customer, and second thoughts. */
export function createWords(deps: DeskDeps, { threadOf }: Hands) {
  return { ...notes(deps, threadOf), ...replies(deps, threadOf) }
}

type ThreadOf = Hands['threadOf']

function notes({ log, users, commit, projection, reader, files, signal }: DeskDeps, threadOf: ThreadOf) {
  /** @throws AppError `cannot_mention` when one of them is not there or may not read the conversation */
  const colleagues = async (thread: Thread, ids: readonly string[] = []): Promise<Actor[]> => {
    if (ids.length === 0) return []
    const people = await users
      .find(ownFilter({ _id: { $in: [...new Set(ids)] }, disabledAt: { $exists: false } }))
      .lean()
    const blind = people.filter(
      ({ _id: id, role, queues }) => !can({ id, role, queues }, 'thread.read', subjectOf(thread)),
    )
    if (blind.length > 0 || people.length < new Set(ids).size)
      throw new AppError('cannot_mention', { details: { names: blind.map(({ name }) => name) } })
    return people.map(({ _id: id, name }) => ({ id, name }))
  }

  return {
    /**
     * A note is an entry at once; the same client id again is the same note.
     * @throws AppError `cannot_mention` | `unknown_file`
     */
    async note(user: User, id: string, wish: NewNote): Promise<Row> {
      authorise(user, 'thread.note', subjectOf(await threadOf(id)))
      const event = `${id}:${user.id}:note-${wish.clientId}`
      const noted = async (thread: Thread) =>
        thread.outbox.some((entry) => entry.event === event) || (await log.exists({ event })) !== null
      const attached = await files.send({ thread: id, sender: user.id }, wish.files ?? [], false)
      const { thread, entries } = await commit(id, async (current) =>
        (await noted(current))
          ? undefined
          : note(user, wish.text, wish.clientId, event, await colleagues(current, wish.mentions), attached),
      )
      await projection.project(thread)
      for (const { seq, facts } of entries)
        for (const mentioned of facts?.mentions ?? [])
          if (mentioned !== user.id)
            signal({
              kind: 'mention',
              user: mentioned,
              thread: id,
              seq,
              by: { id: user.id, name: user.name },
            })
      return await reader.row(thread)
    },
  }
}

function replies({ inbox, reader, accept, files, held, takeBack, signal }: DeskDeps, threadOf: ThreadOf) {
  return {
    /**
     * An agent's reply enters by the same door as a customer's message.
     * @throws AppError `not_owner` | `unseen_messages` | `conversation_closed` with the present row, `id_reused`,
     * `unknown_file`
     */
    async reply(user: User, id: string, wish: Reply): Promise<Accepted> {
      const thread = await threadOf(id)
      const refuse = async (code: 'not_owner' | 'unseen_messages' | 'conversation_closed') =>
        new AppError(code, { details: { row: await reader.row(thread), owner: thread.agent?.name } })
      const { clientId, text, epoch, seenSeq, holdMs = 0 } = wish
      const bringIn = async (place?: Place) => {
        const attached = await files.send({ thread: id, sender: user.id }, wish.files ?? [], true)
        const body = {
          kind: 'reply' as const,
          text,
          clientId,
          ...(attached.length > 0 ? { files: attached } : {}),
          epoch,
          seenSeq,
          agent: { id: user.id, name: user.name },
        }
        const incoming = { key: keyOf(thread), sender: user.id, dedupKey: clientId, body }
        return await accept({ ...incoming, ...(place ? { place } : {}) })
      }
      // A retry of what was accepted must succeed even if the world has moved on since.
      if (await inbox.exists({ _id: `${id}:${user.id}:${clientId}` })) return await bringIn()
      // Before anything is said of the conversation: a refusal carries its present row.
      authorise(user, 'thread.read', subjectOf(thread))
      if (thread.status === 'closed') throw await refuse('conversation_closed')
      const owner = thread.control === 'agent' && thread.agent?.id === user.id && thread.epoch === epoch
      if (!owner) throw await refuse('not_owner')
      authorise(user, 'thread.reply', subjectOf(thread))
      if (thread.customerSeq > seenSeq) throw await refuse('unseen_messages')
      const accepted = await bringIn(await held.placeOf(id, user.id, holdMs))
      if (accepted.held) signal({ kind: 'held', user: user.id, thread: id })
      return accepted
    },

    /**
     * The author takes a reply back before the customer has seen it.
     * @throws AppError `too_late`
     */
    async undoReply(user: User, id: string, clientId: string): Promise<{ text?: string }> {
      const thread = await threadOf(id)
      // Their own words they may take back also from where they may not look any more.
      const theirs = await inbox.exists({ _id: `${id}:${user.id}:${clientId}` })
      if (!theirs) authorise(user, 'thread.read', subjectOf(thread))
      const { text } = await takeBack.undo(keyOf(thread), user.id, clientId)
      return text === undefined ? {} : { text }
    },
  }
}

function keyOf(thread: Thread): ThreadKey {
  const { _id, account, channel, identity, customer, customerName, vip } = thread
  return { thread: _id, account, channel, identity, customer, customerName, vip }
}
