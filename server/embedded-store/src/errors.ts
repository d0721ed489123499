import type { Doc } from './bson/value.ts'

/** MongoDB's own error numbers; clients and mongoose branch on them, so they are the store's contract. */
export const CODE_NAMES = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  11: 'UserNotFound',
  13: 'Unauthorized',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  17: 'ProtocolError',
  18: 'AuthenticationFailed',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  31: 'RoleNotFound',
  34: 'CannotBackfillArray',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  54: 'NotSingleValueField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  79: 'UnknownReplWriteConcern',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  100: 'UnsatisfiableWriteConcern',
  111: 'NotExactValueField',
  115: 'CommandNotSupported',
  125: 'CommandFailed',
  168: 'InvalidPipelineOperator',
  171: 'CannotIndexParallelArrays',
  193: 'FailedToParse',
  197: 'InvalidIndexSpecificationOption',
  225: 'TransactionTooOld',
  238: 'NotImplemented',
  241: 'ConversionFailure',
  251: 'NoSuchTransaction',
  263: 'OperationNotSupportedInTransaction',
  276: 'IndexBuildAborted',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  306: 'NotExactValueField',
  322: 'APIVersionError',
  334: 'ErrorMaxWriteBatchSize',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  31082: 'SearchNotEnabled',
  11600: 'InterruptedAtShutdown',
  11602: 'InterruptedDueToReplStateChange',
  14031: 'OutOfDiskSpace',
} as const satisfies Record<number, string>

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(CODE_NAMES).map(([code, name]) => [Number(code), name]),
)

/** A failure that the client is told about with MongoDB's own number and name. */
export class StoreError extends Error {
  readonly code: number
  readonly codeName: string
  readonly extra: Doc

  constructor(code: number, message: string, extra: Doc = {}) {
    super(message)
    this.name = 'StoreError'
    this.code = code
    this.codeName = NAMES.get(code) ?? `Location${code}`
    this.extra = extra
  }
}

export function badValue(message: string): StoreError {
  return new StoreError(2, message)
}

/** Something MongoDB has and this store does not: refused by name, never approximated. */
export function notSupported(what: string): StoreError {
  return refused(238, what)
}

/** The same with another of MongoDB's numbers, where it has one for this. */
export function refused(code: number, what: string): StoreError {
  return new StoreError(
    code,
    `${what} is not supported by the embedded store; set MONGODB_URI to use a MongoDB server`,
  )
}
