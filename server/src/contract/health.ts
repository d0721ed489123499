import { z } from 'zod'

/** ready: nothing is wrong · degraded: a promise is kept worse · not_ready: messages cannot be kept */
export const HealthStatus = z.enum(['ready', 'degraded', 'not_ready'])
export type HealthStatus = z.infer<typeof HealthStatus>

/** What is looked at. */
export const CheckName = z.enum([
  'store',
  'durability',
  'redis',
  'worker',
  'model',
  'model_file',
  'clock',
  'disk',
  'open_files',
  'leaving',
])
export type CheckName = z.infer<typeof CheckName>

/** What can be wrong. Stable: these are what to look for in alarms. The last three only a customer notices. */
export const FaultCode = z.enum([
  'store_away',
  'store_standalone',
  'store_in_memory',
  'redis_away',
  'redis_unchecked',
  'redis_no_aof',
  'redis_evicts',
  'redis_aof_failing',
  'worker_away',
  'model_missing',
  'model_damaged',
  'clock_off_store',
  'clock_off_redis',
  'disk_full',
  'disk_unreadable',
  'few_open_files',
  'leaving',
  'not_answered',
  'handed_off',
  'not_logged',
])
export type FaultCode = z.infer<typeof FaultCode>

/** Something that is wrong. */
export const Fault = z.object({
  code: FaultCode,
  /** What is wrong, in a sentence. */
  problem: z.string(),
  /** What mends it, in a sentence. */
  mend: z.string(),
  /** The setting or the number at fault. */
  detail: z.string().optional(),
})
export type Fault = z.infer<typeof Fault>

/** A promise that cannot be kept now. */
export const HealthProblem = Fault.extend({
  /** Of the check that found it. */
  name: CheckName,
  /** Without it no message is taken. */
  required: z.boolean(),
})
export type HealthProblem = z.infer<typeof HealthProblem>

/** GET /health/ready (public) */
export const HealthReport = z.object({
  status: HealthStatus,
  problems: z.array(HealthProblem),
  /** Of this process: one that only serves has no model to look at. */
  checks: z.partialRecord(CheckName, z.enum(['ok', 'failed'])),
})
export type HealthReport = z.infer<typeof HealthReport>

/** GET /api/health: the same, with what else an operator looks at first. */
export const HealthOverview = HealthReport.extend({
  /** Processes that were seen in the last ten seconds. */
  processes: z.object({ web: z.number().int(), worker: z.number().int() }),
  /** Accepted and not handled yet; how long the oldest of it waits. Replies that may still be taken back are not in it. */
  queue: z.object({ pending: z.number().int(), oldestMs: z.number() }),
})
export type HealthOverview = z.infer<typeof HealthOverview>

/** The kind of the task that proves that no inbound id is unaccounted for. */
export const LEDGER = 'ledger'

/** unaccounted: nobody knows what became of an inbound id · gap: a number is missing · doubled: something is there twice */
export const LedgerFinding = z.object({
  kind: z.enum(['unaccounted', 'gap', 'doubled']),
  thread: z.string(),
  /** The inbound id, or the numbers that are missing or doubled. */
  id: z.string(),
  what: z.enum([
    'no_entry',
    'no_event',
    'no_thread',
    'seq_missing',
    'beyond_head',
    'public_missing',
    'public_twice',
    'event_twice',
  ]),
})
export type LedgerFinding = z.infer<typeof LedgerFinding>

/** What became of every inbound id: the kinds add up to `inbound`. */
export const LedgerCounts = z.object({
  threads: z.number().int(),
  entries: z.number().int(),
  inbound: z.number().int(),
  handled: z.number().int(),
  pending: z.number().int(),
  parked: z.number().int(),
  refused: z.number().int(),
  takenBack: z.number().int(),
  unaccounted: z.number().int(),
  gaps: z.number().int(),
  doubled: z.number().int(),
  oldestPendingMs: z.number(),
})
export type LedgerCounts = z.infer<typeof LedgerCounts>

/** Result of a task of kind `ledger`. */
export const LedgerResult = LedgerCounts.extend({
  /** At most fifty. */
  findings: z.array(LedgerFinding),
  /** How many more there are. */
  more: z.number().int(),
})
export type LedgerResult = z.infer<typeof LedgerResult>

/** The kind of the task that sends a customer of its own through what lies behind the door. */
export const VISIT = 'doctor-visit'

/** What a message goes through behind the door, in this order. */
export const VisitHopName = z.enum(['accept', 'turn', 'log'])
export type VisitHopName = z.infer<typeof VisitHopName>

export const VisitHop = z.object({
  name: VisitHopName,
  /** skipped: behind one that failed, not tried */
  state: z.enum(['ok', 'failed', 'skipped']),
  /** How long it took, behind the acceptance from there. */
  ms: z.number().optional(),
})
export type VisitHop = z.infer<typeof VisitHop>

/** Result of a task of kind `doctor-visit`. */
export const VisitResult = z.object({
  hops: z.array(VisitHop),
  fault: Fault.optional(),
})
export type VisitResult = z.infer<typeof VisitResult>
