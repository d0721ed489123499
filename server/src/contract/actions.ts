import { z } from 'zod'
import { Entry } from './entries.ts'
import { Row } from './rows.ts'

/** Ids that clients make: unguessable enough not to collide, short enough for keys. */
export const ClientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
export const MAX_TEXT = 4000
const Text = z.string().trim().min(1).max(MAX_TEXT)
const epoch = z.number().int().nonnegative()
/** The highest seq on the agent's screen: a customer's message after it refuses the action. */
const seenSeq = z.number().int().nonnegative()

/** POST /api/threads/:id/replies → 202. 409 `not_owner` | `unseen_messages` | `id_reused` | `conversation_closed`. */
export const Reply = z.strictObject({
  clientId: ClientId,
  /** The ownership that the agent saw. */
  epoch,
  seenSeq,
  text: Text,
})
export type Reply = z.infer<typeof Reply>

/** POST /api/threads/:id/notes → 200 ThreadChange */
export const NewNote = z.strictObject({ clientId: ClientId, text: Text })
export type NewNote = z.infer<typeof NewNote>

/** POST /api/threads/:id/{claim,accept,decline} */
export const Take = z.strictObject({ epoch })
/** POST /api/threads/:id/assign */
export const Assign = z.strictObject({ epoch, agent: z.string().max(64), note: Text.optional() })
export type Assign = z.infer<typeof Assign>
/** POST /api/threads/:id/transfer: to a queue. */
export const Transfer = z.strictObject({ epoch, queue: z.string().max(64), note: Text.optional() })
export type Transfer = z.infer<typeof Transfer>
/** POST /api/threads/:id/hand-back: the bot goes on, with what has no answer yet. 409 `not_owner` | `unseen_messages`. */
export const HandBack = z.strictObject({ epoch, seenSeq, note: Text.optional() })
export type HandBack = z.infer<typeof HandBack>
/** POST /api/threads/:id/wrap-up: closes the conversation. 409 `not_owner` | `unseen_messages`. */
export const WrapUp = z.strictObject({
  epoch,
  seenSeq,
  outcome: z.string().max(64),
  note: Text.optional(),
  askRating: z.boolean(),
})
export type WrapUp = z.infer<typeof WrapUp>

/** What every action on a thread answers: the new state. A 409 carries the present row in `details.row`. */
export const ThreadChange = z.object({ row: Row })
export type ThreadChange = z.infer<typeof ThreadChange>

/** GET /api/threads/:id and the socket's thread:open: a snapshot at head N always has the entries up to N. */
export const ThreadSnapshot = z.object({
  row: Row,
  /** Oldest first; the last page, or everything after the cursor. */
  entries: z.array(Entry),
  /** True when older entries exist before the first. */
  more: z.boolean(),
  drafts: z.object({ reply: z.string().optional(), note: z.string().optional() }),
})
export type ThreadSnapshot = z.infer<typeof ThreadSnapshot>

/** GET /api/threads/:id/entries?before=SEQ&limit=50 */
export const EntryPage = z.object({ entries: z.array(Entry), more: z.boolean() })
export type EntryPage = z.infer<typeof EntryPage>

/** PUT /api/threads/:id/draft; an empty text removes it. `at` is the client's time: an older save never replaces a newer. */
export const SaveDraft = z.strictObject({
  mode: z.enum(['reply', 'note']),
  text: z.string().max(8000),
  at: z.number(),
})
export type SaveDraft = z.infer<typeof SaveDraft>
