import type { Verb } from '../agents/permissions.ts'
import type { TaskRunner } from '../tasks/runner.ts'

/** Every kind of long work: who may watch and stop it. Beginning it is a route of its feature. */
export const taskVerbs: Readonly<Record<string, Verb>> = {}

/** What the worker role does of it. */
export function taskRunners(): Record<string, TaskRunner> {
  return {}
}
