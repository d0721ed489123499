import { z } from 'zod'
import { Entry } from './entries.ts'
import { FileIds } from './files.ts'
import { Row } from './rows.ts'

/** Ids that clients make: unguessable enough not to collide, short enough for keys. */
export const ClientId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/)
export const MAX_TEXT = 4000
export const MAX_HOLD_MS = 10_000
const Text = z.string().trim().min(1).max(MAX_TEXT)
/** Words, files, or both. */
const words = { text: z.string().trim().max(MAX_TEXT), files: FileIds.optional() }
export const saysSomething = {
  check: ({ text, files }: { text: string; files?: string[] | undefined }) =>
    text !== '' || (files?.length ?? 0) > 0,
  problem: { path: ['text'], message: 'must not be empty without a file' },
}
const epoch = z.number().int().nonnegative()
/** The highest seq on the agent's screen: a customer's message after it refuses the action. */
const seenSeq = z.number().int().nonnegative()

/** POST /api/threads/:id/replies → 202. 409 `not_owner` | `unseen_messages` | `id_reused` | `conversation_closed`. */
export const Reply = z
  .strictObject({
    clientId: ClientId,
    /** The ownership that the agent saw. */
    epoch,
    seenSeq,
    ...words,
    /** So long its author may take it back before the customer sees it; without it, it goes at once. */
    holdMs: z.number().int().min(0).max(MAX_HOLD_MS).optional(),
  })
  .refine(saysSomething.check, saysSomething.problem)
export type Reply = z.infer<typeof Reply>

export const ReplyAccepted = z.object({
  id: z.string(),
  at: z.number(),
  duplicate: z.boolean(),
  /** It is held for so long from now on; absent when it goes at once or has gone. */
  dueInMs: z.number().optional(),
  /** The same reply was taken back before, perhaps on another screen: it is not sent. */
  takenBack: z.literal(true).optional(),
})
export type ReplyAccepted = z.infer<typeof ReplyAccepted>

/** DELETE /api/threads/:id/replies/:clientId: it is not sent and its words are the draft again. 409 `too_late`. */
export const ReplyTakenBack = z.object({
  /** Absent for a reply that had never arrived here: it will be refused if it still does. */
  text: z.string().optional(),
})
export type ReplyTakenBack = z.infer<typeof ReplyTakenBack>

/** A reply of mine that the customer does not see yet and that I may take back. */
export const HeldReply = z.object({ clientId: z.string(), text: z.string(), dueInMs: z.number() })
export type HeldReply = z.infer<typeof HeldReply>

/** POST /api/threads/:id/notes → 200 ThreadChange; 409 `cannot_mention` names in `details.names` who may not see it. */
export const NewNote = z
  .strictObject({
    clientId: ClientId,
    ...words,
    mentions: z.array(z.string().max(64)).max(20).optional(),
  })
  .refine(saysSomething.check, saysSomething.problem)
export type NewNote = z.infer<typeof NewNote>

/** POST /api/threads/:id/{claim,accept,decline,reopen,undo,spam,not-spam} */
export const Take = z.strictObject({ epoch })
/** POST /api/threads/:id/assign */
export const Assign = z.strictObject({
  epoch,
  /** Given, it refuses with `unseen_messages` like a reply: whoever passes on should know what. */
  seenSeq: seenSeq.optional(),
  agent: z.string().max(64),
  note: Text.optional(),
})
export type Assign = z.infer<typeof Assign>
/** POST /api/threads/:id/transfer: to a queue. */
export const Transfer = z.strictObject({
  epoch,
  seenSeq: seenSeq.optional(),
  queue: z.string().max(64),
  note: Text.optional(),
})
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
export const ThreadChange = z.object({
  row: Row,
  /** So long whoever did it may take it back by `undo`, naming the epoch of this row. */
  undoMs: z.number().int().optional(),
})
export type ThreadChange = z.infer<typeof ThreadChange>

/** GET /api/threads/:id and the socket's thread:open: a snapshot at head N always has the entries up to N. */
export const ThreadSnapshot = z.object({
  row: Row,
  /** Oldest first; the last page, or everything after the cursor. */
  entries: z.array(Entry),
  /** True when older entries exist before the first. */
  more: z.boolean(),
  drafts: z.object({
    reply: z.string().optional(),
    note: z.string().optional(),
    /** When each was written last, also when it is empty now. */
    at: z.object({ reply: z.number().optional(), note: z.number().optional() }).optional(),
  }),
  /** My replies that the customer does not see yet. */
  held: z.array(HeldReply).optional(),
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
  /** Names the screen that saves: it needs not be told. */
  from: z.string().max(64).optional(),
})
export type SaveDraft = z.infer<typeof SaveDraft>
/** Answers a save: `newer` stands against it and stays. */
export const DraftSaved = z.object({
  newer: z.object({ text: z.string(), at: z.number() }).optional(),
})
export type DraftSaved = z.infer<typeof DraftSaved>

export const Draft = z.object({
  thread: z.string(),
  mode: z.enum(['reply', 'note']),
  text: z.string(),
  at: z.number(),
})
export type Draft = z.infer<typeof Draft>
/** GET /api/drafts: what I have begun, over all conversations. */
export const DraftList = z.object({ drafts: z.array(Draft) })
