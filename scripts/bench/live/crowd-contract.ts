/** One client of the crowd: whose, and at which of the servers it begins. */
export interface ClientPlan {
  readonly as:
    | { widget: { token: string } }
    | { console: { cookie: string } }
    /** A console whose agent takes what is offered and wraps it up at once. */
    | { agent: { cookie: string } }
    | { bare: { room: string } }
  /** Index of the server. After a loss it goes to the next one, as behind a balancer. */
  readonly home: number
}

/** What a client has shown, in the order of showing. */
export interface Shown {
  readonly seqs: readonly number[]
  /** Ids that senders gave to messages. */
  readonly ids: readonly string[]
}

/** What was shown to a client that it did not ask for: an offer of a thread, or a message by its id. */
export interface Heard {
  readonly client: number
  readonly of: string
  /** By the machine's clock, ms since the epoch. */
  readonly at: number
}

export interface Standing {
  /** Clients that are connected and have everything up to the head. */
  readonly up: number
  /** When each came (back) to that, ms since the epoch; of those that are up. */
  readonly since: readonly number[]
}

/** What the process of the crowd can be asked for, and what it answers. */
export interface CrowdAsks {
  connect: { ask: { urls: readonly string[]; clients: readonly ClientPlan[]; atATime: number }; answer: null }
  standing: { ask: null; answer: Standing }
  shown: { ask: null; answer: readonly Shown[] }
  heard: { ask: null; answer: readonly Heard[] }
  say: { ask: { client: number; id: string; n: number; text: string }; answer: null }
  close: { ask: null; answer: null }
}

export type CrowdRequest = {
  [Name in keyof CrowdAsks]: { serial: number; name: Name; ask: CrowdAsks[Name]['ask'] }
}[keyof CrowdAsks]
export interface CrowdAnswer {
  serial: number
  answer?: unknown
  error?: string
}
