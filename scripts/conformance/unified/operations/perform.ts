import { refusalIn } from '../../lib/verdict.ts'
import type { OpenCursor } from '../entities.ts'
import { matchError } from '../errors.ts'
import { match } from '../match.ts'
import { Mismatch, NotRunnable, type Operation } from '../schema.ts'
import { CLIENT } from './client.ts'
import { COLLECTION } from './collection.ts'
import { CURSOR } from './cursor.ts'
import { DATABASE } from './database.ts'
import { callOf, type Operations, type Scene } from './operation.ts'
import { SESSION } from './session.ts'
import { TEST_RUNNER } from './test-runner.ts'

const BY_KIND: Readonly<Record<string, Operations>> = {
  client: CLIENT,
  collection: COLLECTION,
  cursor: CURSOR,
  database: DATABASE,
  session: SESSION,
}

/** The store refused what the test is about, whatever error the test would have accepted. */
export class Refused extends Error {
  override readonly name = 'Refused'
}

/**
 * Runs an operation and checks what came of it.
 * @throws Mismatch when it is not what the test expects, Refused, NotRunnable, or the operation's own error
 */
export async function perform(operation: Operation, scene: Scene): Promise<void> {
  const { name, expectError, expectResult, ignoreResultAndError, saveResultAsEntity } = operation
  const attempt = await attempted(operation, scene)
  if ('error' in attempt) {
    const { error } = attempt
    if (error instanceof NotRunnable || error instanceof Mismatch) throw error
    const refusal = refusalIn(error)
    if (refusal) throw new Refused(refusal)
    if (ignoreResultAndError) return
    if (!expectError) throw error
    inOperation(name, () => matchError(expectError, error, scene.entities))
    return
  }
  if (ignoreResultAndError) return
  if (expectError) throw new Mismatch(`${name}: expected an error, and it succeeded`)
  const { result } = attempt
  if ('expectResult' in operation)
    inOperation(name, () => match(expectResult, result, scene.entities, { path: 'result', root: true }))
  if (saveResultAsEntity === undefined) return
  if (isOpenCursor(result)) scene.entities.save(saveResultAsEntity, 'cursor', result)
  else scene.entities.save(saveResultAsEntity, 'value', result)
}

async function attempted(
  operation: Operation,
  scene: Scene,
): Promise<{ result: unknown } | { error: unknown }> {
  const { name, object } = operation
  const kind = scene.entities.kindOf(object)
  const operations = object === 'testRunner' ? TEST_RUNNER : kind && BY_KIND[kind]
  const run = operations?.[name]
  if (!run) throw new NotRunnable(`the runner has no operation ${name} on ${kind ?? object}`)
  try {
    return { result: await run(callOf(operation, scene)) }
  } catch (error) {
    return { error }
  }
}

function inOperation(name: string, check: () => void): void {
  try {
    check()
  } catch (error) {
    throw error instanceof Mismatch ? new Mismatch(`${name}: ${error.message}`) : error
  }
}

function isOpenCursor(value: unknown): value is OpenCursor {
  return typeof value === 'object' && value !== null && 'cursor' in value && 'first' in value
}
