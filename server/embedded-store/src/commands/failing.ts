import { setTimeout as delay } from 'node:timers/promises'
import { decode } from '../bson/decode.ts'
import { asNumber, type Doc, double, isArray, isDoc, type Value } from '../bson/value.ts'
import { StoreError } from '../errors.ts'
import { argument, type CommandContext, type Commands, type Reply } from './context.ts'
import { isResend } from './sessions.ts'

/** Only present when the store was started with `--test-commands`. */
export const TEST_COMMANDS: Commands = {
  configureFailPoint: { handler: configureFailPoint, fields: ['mode', 'data'], adminOnly: true },
}

function configureFailPoint(context: CommandContext): Doc {
  const name = argument(context, 'configureFailPoint')
  const data = argument(context, 'data')
  context.store.failPoints?.configure(String(name), argument(context, 'mode'), isDoc(data) ? data : {})
  return { ok: double(1) }
}

/** Errors after which a driver tries a numbered write again. */
const RETRYABLE = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436])

/** Runs a command as the failpoints want it; without one it just runs. */
export async function runFailing(context: CommandContext, run: () => Reply | Promise<Reply>): Promise<Reply> {
  const { store, connection, name } = context
  const { failPoints } = store
  if (!failPoints || name === 'configureFailPoint') return run()
  const failure = failPoints.forCommand(name, connection.appName)
  if (failure) return runCommandFailing(context, failure, run)
  const writeFailure = isFreshNumberedWrite(context) ? failPoints.forNumberedWrite() : undefined
  return writeFailure ? runWriteFailing(context, writeFailure, run) : run()
}

async function runCommandFailing(
  context: CommandContext,
  failure: Doc,
  run: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const { blockConnection, blockTimeMS, closeConnection, errorCode, writeConcernError } = failure
  if (blockConnection === true) await delay(asNumber(blockTimeMS) ?? 0)
  if (closeConnection === true) {
    context.connection.hangUp()
    return {}
  }
  const code = asNumber(errorCode)
  if (code !== undefined)
    throw new StoreError(
      code,
      `Failing command '${context.name}' via 'failCommand' failpoint`,
      labels(context, failure, { code, nothingWritten: true }),
    )
  const reply = await run()
  if (!isDoc(writeConcernError)) return reply
  const fields = Buffer.isBuffer(reply) ? decode(reply) : reply
  const concernCode = asNumber(writeConcernError['code']) ?? 0
  return {
    ...fields,
    writeConcernError,
    ...labels(context, failure, { code: concernCode, nothingWritten: false }),
  }
}

/** Before the commit it fails, or else after it: in both cases the client only sees its connection end. */
async function runWriteFailing(
  { connection }: CommandContext,
  { closeConnection, failBeforeCommitExceptionCode }: Doc,
  run: () => Reply | Promise<Reply>,
): Promise<Reply> {
  const code = asNumber(failBeforeCommitExceptionCode)
  const reply = code === undefined ? await run() : undefined
  if (closeConnection !== false) connection.hangUp()
  if (code !== undefined)
    throw new StoreError(code, 'Failing write due to failpoint. The write must not be reflected.')
  return reply ?? {}
}

function isFreshNumberedWrite(context: CommandContext): boolean {
  return context.body['txnNumber'] !== undefined && !isResend(context)
}

/** The labels that the failpoint names, or those that MongoDB gives such an error by itself. */
function labels(
  { body }: CommandContext,
  failure: Doc,
  { code, nothingWritten }: { code: number; nothingWritten: boolean },
): Doc {
  const named: Value = failure['errorLabels']
  if (isArray(named)) return named.length > 0 ? { errorLabels: named } : {}
  if (body['txnNumber'] === undefined || !RETRYABLE.has(code)) return {}
  return {
    errorLabels: nothingWritten ? ['RetryableWriteError', 'NoWritesPerformed'] : ['RetryableWriteError'],
  }
}
