import type {
  Colleague,
  CustomerProfile,
  Desk,
  Draft,
  DraftSaved,
  EntryPage,
  ErrorBody,
  NewNote,
  Presence,
  Reply,
  ReplyAccepted,
  ReplyTakenBack,
  RowPage,
  SaveDraft,
  SessionInfo,
  SignIn,
  ThreadChange,
} from '@parley/server/contract'
import { writeFilter } from '@parley/server/contract/rules'
import { ApiError } from './api-error.ts'
import type { ListAsked } from './views.ts'

/** Whoever sent something is told within eight seconds that it is not there. */
const TIMEOUT_MS = 7500

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
interface Call {
  method?: Method
  body?: unknown
  keepalive?: boolean
}

let onSignedOut: () => void = () => undefined

/** Any 401 outside the sign-in page means that the session is over. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler
}

/** One request to our own server. @throws ApiError with the server's code, or `offline` | `timeout` */
export async function call<T>(
  path: string,
  { method = 'GET', body, keepalive = false }: Call = {},
): Promise<T> {
  const response = await send(path, {
    method,
    keepalive,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const data: unknown = text === '' ? undefined : parse(text)
  if (response.ok) return data as T // The server answers by the contract that both sides compile against.
  const refused = refusal(response, data)
  if (refused.code === 'unauthenticated' && path !== '/api/session') onSignedOut()
  throw refused
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (cause) {
    const timedOut = cause instanceof DOMException && cause.name === 'TimeoutError'
    throw new ApiError(timedOut ? 'timeout' : 'offline', 0, 'no answer')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isErrorBody(data: unknown): data is ErrorBody {
  return typeof data === 'object' && data !== null && 'error' in data
}

function refusal(response: Response, data: unknown): ApiError {
  if (!isErrorBody(data)) {
    // A proxy answered, not our server.
    return new ApiError(response.status >= 500 ? 'offline' : 'internal', response.status, response.statusText)
  }
  const { code, message, details = {} } = data.error
  const wait = response.headers.get('retry-after')
  return new ApiError(
    code,
    response.status,
    message,
    wait === null ? details : { retryAfter: wait, ...details },
  )
}

const threadPath = (thread: string) => `/api/threads/${encodeURIComponent(thread)}`

export type ThreadAction =
  | {
      action: 'claim' | 'accept' | 'decline' | 'reopen' | 'undo' | 'spam' | 'not-spam'
      body: { epoch: number }
    }
  | { action: 'assign'; body: { epoch: number; seenSeq?: number; agent: string; note?: string } }
  | { action: 'transfer'; body: { epoch: number; seenSeq?: number; queue: string; note?: string } }
  | { action: 'hand-back'; body: { epoch: number; seenSeq: number; note?: string } }
  | {
      action: 'wrap-up'
      body: { epoch: number; seenSeq: number; outcome: string; note?: string; askRating: boolean }
    }

export const api = {
  session: () => call<SessionInfo>('/api/session'),
  signIn: (body: SignIn) => call<SessionInfo>('/api/session', { method: 'POST', body }),
  signOut: () => call<void>('/api/session', { method: 'DELETE' }),
  setPresence: (presence: Exclude<Presence, 'offline'>) =>
    call<void>('/api/me/presence', { method: 'PUT', body: { presence } }),
  desk: () => call<Desk>('/api/desk'),
  colleagues: async () => (await call<{ agents: Colleague[] }>('/api/agents')).agents,
  rows: ({ view, filter, sort }: ListAsked, cursor?: string) =>
    call<RowPage>(
      `/api/threads?${new URLSearchParams({ ...writeFilter(filter), view, sort, ...(cursor ? { cursor } : {}) })}`,
    ),
  older: (thread: string, before: number) =>
    call<EntryPage>(`${threadPath(thread)}/entries?before=${before}&limit=50`),
  reply: (thread: string, body: Reply) =>
    call<ReplyAccepted>(`${threadPath(thread)}/replies`, { method: 'POST', body }),
  undoReply: (thread: string, clientId: string) =>
    call<ReplyTakenBack>(`${threadPath(thread)}/replies/${encodeURIComponent(clientId)}`, {
      method: 'DELETE',
    }),
  note: (thread: string, body: NewNote) =>
    call<ThreadChange>(`${threadPath(thread)}/notes`, { method: 'POST', body }),
  act: (thread: string, { action, body }: ThreadAction) =>
    call<ThreadChange>(`${threadPath(thread)}/${action}`, { method: 'POST', body }),
  saveDraft: (thread: string, body: SaveDraft, keepalive = false) =>
    call<DraftSaved>(`${threadPath(thread)}/draft`, { method: 'PUT', body, keepalive }),
  drafts: async () => (await call<{ drafts: Draft[] }>('/api/drafts')).drafts,
  customer: (id: string) => call<CustomerProfile>(`/api/customers/${encodeURIComponent(id)}`),
}
