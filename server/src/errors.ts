import type { ErrorBody, ErrorCode } from './contract/errors.ts'

interface Kind {
  status: number
  sentence: string
}

/** What each code means over HTTP, and what a client reads when nothing more precise was said. */
const errorKinds: Readonly<Record<ErrorCode, Kind>> = {
  invalid_request: { status: 400, sentence: 'The request does not have the expected form.' },
  invalid_json: { status: 400, sentence: 'The body is not valid JSON.' },
  unsupported_media_type: { status: 415, sentence: 'The body must be application/json in UTF-8.' },
  too_large: { status: 413, sentence: 'The request is too large.' },
  unsupported_file: { status: 415, sentence: 'Files of this kind are not taken.' },
  empty_file: { status: 400, sentence: 'The file is empty.' },
  not_a_table: { status: 415, sentence: 'This is not a table as text; save it as CSV and try again.' },
  unknown_file: { status: 409, sentence: 'A file is not there any more; attach it again.' },
  not_found: { status: 404, sentence: 'There is nothing here.' },
  unauthenticated: { status: 401, sentence: 'Sign in first.' },
  forbidden: { status: 403, sentence: 'Your role does not allow this.' },
  foreign_origin: { status: 403, sentence: 'Requests from another site are refused.' },
  wrong_credentials: { status: 401, sentence: 'The e-mail address or the password is wrong.' },
  too_many_requests: { status: 429, sentence: 'Too many requests; wait a little.' },
  demo_refused: { status: 403, sentence: 'Demo accounts cannot sign in here.' },
  token_missing: { status: 401, sentence: 'A token is needed.' },
  token_invalid: { status: 401, sentence: 'The token is not valid.' },
  token_expired: { status: 401, sentence: 'The token has expired.' },
  token_wrong_audience: { status: 401, sentence: 'The token was made for another account.' },
  unknown_account: { status: 404, sentence: 'No such channel account.' },
  id_reused: { status: 409, sentence: 'This id was already used for something else.' },
  not_owner: { status: 409, sentence: 'The conversation belongs to someone else now.' },
  unseen_messages: { status: 409, sentence: 'The customer wrote something that you have not seen yet.' },
  already_taken: { status: 409, sentence: 'Someone else took the conversation first.' },
  at_capacity: { status: 409, sentence: 'No more conversations fit; close one first.' },
  wrong_state: { status: 409, sentence: 'The conversation is not in a state that allows this.' },
  changed_meanwhile: {
    status: 409,
    sentence: 'Somebody else saved a change since you opened this; load it again.',
  },
  already_running: { status: 409, sentence: 'This is already running.' },
  queue_in_use: {
    status: 409,
    sentence: 'Conversations wait in this queue, or people serve no other one; say where they go.',
  },
  shortcut_taken: { status: 409, sentence: 'Another reply in this language has this shortcut.' },
  intent_taken: { status: 409, sentence: 'Another article answers this intent.' },
  too_many: { status: 409, sentence: 'No more of these can be kept; remove some first.' },
  model_damaged: {
    status: 409,
    sentence: 'This version is damaged and cannot be used; the one before stays in use.',
  },
  training_broke: {
    status: 500,
    sentence: 'The training ended before it was done. Nothing was changed; start it again.',
  },
  conversation_closed: { status: 409, sentence: 'The conversation is closed.' },
  too_late: { status: 409, sentence: 'The reply was sent already.' },
  undo_too_late: { status: 409, sentence: 'This can no longer be taken back.' },
  customer_blocked: { status: 409, sentence: 'The customer is blocked; lift the block first.' },
  reply_on_its_way: { status: 409, sentence: 'A reply of yours is still being sent; try again in a moment.' },
  cannot_mention: { status: 409, sentence: 'Somebody who is mentioned may not see this conversation.' },
  resync_needed: { status: 409, sentence: 'Load the conversation again.' },
  link_unknown: { status: 404, sentence: 'This link was not made here, or is not complete.' },
  link_used: { status: 410, sentence: 'This link was used before.' },
  link_expired: { status: 410, sentence: 'This link has expired.' },
  password_refused: { status: 400, sentence: 'This password is too easy to guess.' },
  wrong_password: { status: 403, sentence: 'The present password is wrong.' },
  own_right: { status: 409, sentence: 'Nobody takes away their own rights; another admin must do it.' },
  own_admin_needed: {
    status: 409,
    sentence: 'Sign in with an account of your own: the demo logins go with the demo.',
  },
  name_differs: { status: 400, sentence: 'This is not the name of the company.' },
  set_up_already: { status: 409, sentence: 'This install is set up already.' },
  setup_token_wrong: { status: 403, sentence: 'The set-up code is not the one that the server printed.' },
  store_unavailable: { status: 503, sentence: 'The store does not answer; try again in a moment.' },
  redis_unavailable: { status: 503, sentence: 'Redis does not answer; try again in a moment.' },
  model_unavailable: { status: 503, sentence: 'No language model is loaded; try again in a moment.' },
  internal: { status: 500, sentence: 'Something went wrong on our side.' },
}

const RETRY_SECONDS = 2

export interface AppErrorOptions {
  /** Replaces the default sentence; must not contain anything internal. */
  message?: string
  /** Plain facts for the client. */
  details?: Record<string, unknown>
  cause?: unknown
  /** Seconds after which another attempt makes sense: the Retry-After header. */
  retryAfter?: number
}

/** The one error that crosses layers: thrown where the rule lives, translated in one file per transport. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly status: number
  readonly details: Record<string, unknown> | undefined
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? errorKinds[code].sentence, { cause: options.cause })
    this.code = code
    this.status = errorKinds[code].status
    this.details = options.details
    this.retryAfter = options.retryAfter ?? (this.status === 503 ? RETRY_SECONDS : undefined)
  }
}

/** Says what an error of any origin means to a client; what nobody foresaw is `internal`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (isStoreDown(error)) return new AppError('store_unavailable', { cause: error })
  if (isRedisDown(error)) return new AppError('redis_unavailable', { cause: error })
  const fault = clientFault(error)
  if (fault) return new AppError(fault, { cause: error })
  return new AppError('internal', { cause: error })
}

/** The body of a refused request or socket acknowledgement; tells nothing of how the server works inside. */
export function toErrorBody(error: unknown, requestId?: string): ErrorBody {
  const { code, message, details, retryAfter } = toAppError(error)
  const facts = retryAfter === undefined ? details : { ...details, retryAfter }
  return {
    error: {
      code,
      message,
      ...(facts && { details: facts }),
      ...(requestId && { requestId }),
    },
  }
}

/** True for the errors of mongoose and the driver that mean "no server answered", however deep they are wrapped. */
export function isStoreDown(error: unknown): boolean {
  for (const link of chain(error)) {
    if (storeDownNames.has(link.name)) return true
    if (link.name === 'MongooseError' && bufferedTooLong.test(link.message)) return true
    // The driver passes on as it is what a write into a connection that was just cut comes to.
    if ('code' in link && cutCodes.has(String(link.code))) return true
    // A server that is stepping down or shutting down says so with these labels and codes.
    if (link.name.startsWith('Mongo') && stepDownCodes.has(numericCode(link) ?? 0)) return true
  }
  return false
}

/** True when the machinery failed, not the message: trying again later is right, setting the message aside is not. */
export function isInfrastructure(error: unknown): boolean {
  const { code } = toAppError(error)
  return code === 'store_unavailable' || code === 'redis_unavailable' || code === 'model_unavailable'
}

function isRedisDown(error: unknown): boolean {
  for (const link of chain(error)) {
    if (link.name === 'MaxRetriesPerRequestError') return true
    if (link.message === 'Connection is closed.') return true
    // Redis cannot write its file: its disk is full. It takes writes again by itself once there is room.
    if (link.message.startsWith('MISCONF')) return true
    if (link.message.startsWith("Stream isn't writeable and enableOfflineQueue")) return true
  }
  return false
}

const storeDownNames = new Set([
  'MongooseServerSelectionError',
  'MongoServerSelectionError',
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'PoolClearedError',
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoWaitQueueTimeoutError',
  'WaitQueueTimeoutError',
  'DisconnectedError',
])
const cutCodes = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED'])
const bufferedTooLong = /buffering timed out|before initial connection is complete/
// InterruptedAtShutdown, PrimarySteppedDown, ShutdownInProgress, NotWritablePrimary, NotPrimaryNoSecondaryOk, disk full.
const stepDownCodes = new Set([11600, 189, 91, 10107, 13435, 14031])

const bodyParserCodes: Readonly<Record<string, ErrorCode>> = {
  'entity.too.large': 'too_large',
  'entity.parse.failed': 'invalid_json',
  'entity.verify.failed': 'invalid_json',
  'encoding.unsupported': 'unsupported_media_type',
  'charset.unsupported': 'unsupported_media_type',
  'request.size.invalid': 'invalid_request',
  'request.aborted': 'invalid_request',
  'parameters.too.many': 'invalid_request',
}

function* chain(error: unknown): Generator<Error> {
  let link = error
  // A cycle of causes would never end.
  for (let depth = 0; depth < 8 && link instanceof Error; depth++) {
    yield link
    // The driver's error of a write of many has what happened under another name.
    link = link.cause ?? (link as { errorResponse?: unknown }).errorResponse
  }
}

/** What Express, its body parser and its router refused on their own. */
function clientFault(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  const parsing = 'type' in error ? bodyParserCodes[String(error.type)] : undefined
  if (parsing) return parsing
  // An address that cannot be decoded, a range that does not exist, a path outside the folder.
  const status = 'status' in error ? error.status : undefined
  if (status === 404 || status === 403) return 'not_found'
  return typeof status === 'number' && status >= 400 && status < 500 ? 'invalid_request' : undefined
}

function numericCode(error: Error): number | undefined {
  return 'code' in error && typeof error.code === 'number' ? error.code : undefined
}
