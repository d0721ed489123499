import type { Verb } from '../agents/permissions.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import { type TrainingDeps, trainingRunners } from './training.ts'

/** Every kind of long work: who may watch and stop it. Beginning it is a route of its feature. */
export const taskVerbs: Readonly<Record<string, Verb>> = {
  train: 'training.run',
  'judge-model': 'training.run',
}

/** What the worker role does of it. */
export function taskRunners(deps: TrainingDeps): Record<string, TaskRunner> {
  return { ...trainingRunners(deps) }
}
