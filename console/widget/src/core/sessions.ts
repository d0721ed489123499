import type { WidgetSession } from '@parley/server/contract'
import type { Exclusive } from './exclusive.ts'
import type { Api } from './http.ts'
import { isRecord, type KeyValue, readJson } from './key-value.ts'
import { UNSCOPED } from './outbox.ts'
import { isTokenProblem, Refused } from './refused.ts'
import { wait } from './timing.ts'

/** A session that this browser keeps. `sub` names the signed customer; a visitor has none. */
export interface KeptSession extends WidgetSession {
  sub?: string | undefined
}

export interface Details {
  name?: string
  email?: string
}

export interface Acquired {
  session: KeptSession
  /** Scopes whose unsent messages were written by the same person. */
  adopt: string[]
}

export interface SessionPorts {
  account: string
  api: Api
  store: KeyValue
  exclusive: Exclusive
  /** Asks the host page for a fresh signed identity. */
  askHost(): Promise<string | undefined>
  language(): 'en' | 'zh'
  page(): string | undefined
}

const KEY = 'session'
const MARGIN_MS = 30_000
const HOST_PATIENCE_MS = 10_000

/**
 * Who the customer is. A visitor's session and a signed customer's are kept apart: a signed one serves only while the
 * host page vouches for the same person, so that nobody reads another's conversation on a shared computer.
 */
export class Sessions {
  private readonly ports: SessionPorts
  private identity: string | undefined

  constructor(ports: SessionPorts) {
    this.ports = ports
  }

  /** Takes the host page's word for who is here; returns whether that is somebody else than before. */
  identify(identity: string | undefined): boolean {
    const before = this.identity
    this.identity = identity
    return subjectOf(before) !== subjectOf(identity)
  }

  /** Whom the host page vouches for; empty is a guest. */
  get person(): string {
    return subjectOf(this.identity) ?? ''
  }

  get signed(): boolean {
    return this.identity !== undefined
  }

  /** Whether a session can be had without asking the customer anything. */
  get known(): boolean {
    return this.signed || this.kept('visitor') !== undefined
  }

  /** Whether they were here before: then their answers are worth a connection before they ask. */
  get returning(): boolean {
    const kept = this.kept(this.signed ? 'signed' : 'visitor')
    return kept !== undefined && kept.sub === subjectOf(this.identity)
  }

  /** A kept session that needs no request; never the one that was just refused. */
  usable(refusedToken?: string): KeptSession | undefined {
    const kept = this.kept(this.signed ? 'signed' : 'visitor')
    if (!kept || kept.token === refusedToken || kept.expiresAt < Date.now() + MARGIN_MS) return undefined
    return this.signed && kept.sub !== subjectOf(this.identity) ? undefined : kept
  }

  /** @throws Refused when the server says no, anything else when it cannot be reached */
  async acquire(details: Details, refusedToken?: string): Promise<Acquired> {
    let acquired: Acquired | undefined
    // One tab at a time, and the others find what it stored: else two tabs were two visitors.
    await this.ports.exclusive('session', async () => {
      const usable = this.usable(refusedToken)
      acquired = usable ? { session: usable, adopt: this.ownScopes() } : await this.ask(details)
    })
    if (!acquired) throw new Error('no session')
    return acquired
  }

  forget(): void {
    this.store(this.signed ? 'signed' : 'visitor', undefined)
  }

  private async ask(details: Details): Promise<Acquired> {
    if (this.identity === undefined) return await this.askAsVisitor(details, [UNSCOPED])
    const signed = await this.askAsSigned(this.identity)
    if (signed) return signed
    const refused = this.identity
    const fresh = await Promise.race([this.ports.askHost(), wait(HOST_PATIENCE_MS).then(() => undefined)])
    this.standBy(refused)
    if (fresh !== undefined) {
      this.identity = fresh
      const renewed = await this.askAsSigned(fresh)
      if (renewed) return renewed
      this.standBy(fresh)
    }
    // Nobody vouches for them any more; what they wrote and did not send goes with them.
    const former = this.kept('signed')
    this.store('signed', undefined)
    this.identity = undefined
    return await this.askAsVisitor({}, former ? [UNSCOPED, former.thread] : [UNSCOPED])
  }

  /** The host page may have named somebody else while an answer was awaited. */
  private standBy(identity: string | undefined): void {
    if (this.identity !== identity) throw new Error('somebody else came')
  }

  private async askAsSigned(identity: string): Promise<Acquired | undefined> {
    try {
      const session = await this.ports.api.session({ ...this.wish(), identity })
      const kept = { ...session, sub: subjectOf(identity) }
      const adopt = this.ownScopes()
      this.store('signed', kept)
      return { session: kept, adopt }
    } catch (error) {
      if (error instanceof Refused && isTokenProblem(error.code)) return undefined
      throw error
    }
  }

  private async askAsVisitor(details: Details, adopt: string[]): Promise<Acquired> {
    const kept = this.kept('visitor')
    const session =
      (kept && (await this.prolong(kept.token))) ??
      (await this.ports.api.session({ ...this.wish(), ...details }))
    this.store('visitor', session)
    return { session, adopt: kept ? [...adopt, kept.thread] : adopt }
  }

  private async prolong(token: string): Promise<WidgetSession | undefined> {
    try {
      return await this.ports.api.session({ ...this.wish(), token })
    } catch (error) {
      if (error instanceof Refused && isTokenProblem(error.code)) return undefined
      throw error
    }
  }

  /** What was written before signing in was written by the same person. */
  private ownScopes(): string[] {
    const visitor = this.signed ? this.kept('visitor') : undefined
    return visitor ? [UNSCOPED, visitor.thread] : [UNSCOPED]
  }

  private wish() {
    const page = this.ports.page()
    return { account: this.ports.account, language: this.ports.language(), ...(page ? { page } : {}) }
  }

  private kept(kind: 'visitor' | 'signed'): KeptSession | undefined {
    const found = readJson(this.ports.store, KEY)?.[kind]
    return isRecord(found) && typeof found['token'] === 'string' && typeof found['thread'] === 'string'
      ? (found as unknown as KeptSession)
      : undefined
  }

  private store(kind: 'visitor' | 'signed', session: KeptSession | undefined): void {
    const { store } = this.ports
    const all = { ...readJson(store, KEY), [kind]: session }
    if (Object.values(all).some(isRecord)) store.set(KEY, JSON.stringify(all))
    else store.remove(KEY)
  }
}

/** The subject that an identity names, unverified: only to tell one person from another in this browser. */
function subjectOf(identity: string | undefined): string | undefined {
  if (identity === undefined) return undefined
  try {
    const payload = identity.split('.')[1] ?? ''
    const claims: unknown = JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/')))
    if (isRecord(claims) && typeof claims['sub'] === 'string') return claims['sub']
  } catch {
    // Not a JWT: the server will say so.
  }
  return identity
}
