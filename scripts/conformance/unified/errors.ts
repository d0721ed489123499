import { mongo } from 'mongoose'
import { match } from './match.ts'
import type { MatchContext } from './place.ts'
import { type Document, Mismatch } from './schema.ts'
import { shown } from './values.ts'

const ROOT = { root: true }

/**
 * Checks an error against `expectError`.
 * @throws Mismatch at the first thing that is not as expected
 */
export function matchError(expected: Document, error: unknown, context: MatchContext): void {
  if (!(error instanceof Error)) throw new Mismatch(`expected an error, got ${shown(error)}`)
  for (const [aspect, wanted] of Object.entries(expected)) {
    const check = CHECKS[aspect]
    if (!check) throw new Mismatch(`the runner does not know expectError.${aspect}`)
    check(wanted, error, context)
  }
}

type Check = (wanted: unknown, error: Error, context: MatchContext) => void

const CHECKS: Readonly<Record<string, Check>> = {
  isError: () => undefined,
  isClientError(wanted, error) {
    if (isClientError(error) !== wanted)
      throw new Mismatch(
        `expected ${wanted ? 'a client' : 'a server'} error, got ${error.name}: ${error.message}`,
      )
  },
  isTimeoutError(wanted, error) {
    if (error instanceof mongo.MongoOperationTimeoutError !== wanted)
      throw new Mismatch(`expected ${wanted ? 'a' : 'no'} timeout, got ${error.name}: ${error.message}`)
  },
  errorContains(wanted, error) {
    const texts = messagesOf(error)
    if (!texts.some((text) => text.toLowerCase().includes(String(wanted).toLowerCase())))
      throw new Mismatch(`expected an error with "${String(wanted)}", got: ${texts.join(' | ')}`)
  },
  errorCode(wanted, error, context) {
    match(wanted, codeHolder(error)['code'], context, { path: 'error.code', root: false })
  },
  errorCodeName(wanted, error) {
    const names = [codeHolder(error), ...partsOf(error), rawResponse(error)].map((part) => part['codeName'])
    if (!names.includes(wanted))
      throw new Mismatch(
        `expected the code name ${String(wanted)}, got ${names.filter(Boolean).join(', ') || 'none'}`,
      )
  },
  errorLabelsContain(wanted, error) {
    const missing = labelsWanted(wanted).filter((label) => !labelHolder(error).hasErrorLabel(label))
    if (missing.length > 0)
      throw new Mismatch(`the error lacks the labels ${missing.join(', ')}: ${error.message}`)
  },
  errorLabelsOmit(wanted, error) {
    const surplus = labelsWanted(wanted).filter((label) => labelHolder(error).hasErrorLabel(label))
    if (surplus.length > 0)
      throw new Mismatch(`the error must not have the labels ${surplus.join(', ')}: ${error.message}`)
  },
  expectResult(wanted, error, context) {
    match(wanted, partialResult(error), context, { path: 'error.result', ...ROOT })
  },
  errorResponse(wanted, error, context) {
    match(wanted, rawResponse(error), context, { path: 'error.response', ...ROOT })
  },
  writeErrors(wanted, error, context) {
    const actual = (error as { writeErrors?: ReadonlyMap<number, Document> }).writeErrors ?? new Map()
    match(rootsIn(wanted as Document), actual, context, { path: 'error.writeErrors', root: false })
  },
  writeConcernErrors(wanted, error, context) {
    match(wanted, (error as { writeConcernErrors?: unknown }).writeConcernErrors, context, {
      path: 'error.writeConcernErrors',
      ...ROOT,
    })
  },
}

/** The error of each single write is a root of its own. */
function rootsIn(errors: Document): Document {
  return Object.fromEntries(Object.entries(errors).map(([index, error]) => [index, { $$matchAsRoot: error }]))
}

/** A bulk write wraps whatever ended it, so the wrapper alone does not say where the error arose. */
function isClientError(error: Error): boolean {
  if (error instanceof mongo.MongoBulkWriteError) {
    const inner: unknown = error.errorResponse
    return inner instanceof Error && !(inner instanceof mongo.MongoServerError)
  }
  return !(error instanceof mongo.MongoServerError)
}

type Part = Document

function partsOf(error: Error): Part[] {
  const { writeErrors, result, err } = error as Part
  const list = writeErrors instanceof Map ? [...writeErrors.values()] : [writeErrors ?? []].flat()
  return [...list, ...list.map((item: Part) => item?.['err']), result?.writeConcernError, err].filter(
    (part) => typeof part === 'object' && part !== null,
  )
}

function messagesOf(error: Error): string[] {
  const causes =
    error instanceof mongo.MongoClientBulkWriteError && error.cause instanceof Error ? [error.cause] : []
  return [error, ...causes, ...partsOf(error)].flatMap((part: Part) =>
    [part['message'], part['errmsg']].filter((text) => typeof text === 'string'),
  )
}

/** A client bulk write keeps the error of the whole command as its cause. */
function codeHolder(error: Error): Document {
  const holder = error instanceof mongo.MongoClientBulkWriteError ? error.cause : error
  return (holder ?? {}) as Document
}

function labelHolder(error: Error): { hasErrorLabel(label: string): boolean } {
  const holder = codeHolder(error)
  if (holder instanceof mongo.MongoError) return holder
  return { hasErrorLabel: () => false }
}

function labelsWanted(wanted: unknown): string[] {
  return [wanted].flat().map(String)
}

function partialResult(error: Error): unknown {
  const { partialResult: partial, result } = error as Part
  return partial ?? result ?? error
}

/** The server's reply as it was sent. */
function rawResponse(error: Error): Document {
  const holder = codeHolder(error)
  const { errorResponse, result } = holder as { errorResponse?: unknown; result?: unknown }
  if (errorResponse instanceof mongo.MongoError) return rawResponse(errorResponse)
  if (holder instanceof mongo.MongoWriteConcernError) return (result ?? {}) as Document
  return (errorResponse ?? {}) as Document
}
