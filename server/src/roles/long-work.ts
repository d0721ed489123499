import type { Verb } from '../agents/permissions.ts'
import { REMOVE_DEMO } from '../contract/index.ts'
import { type RemoveDemoDeps, removeDemoRunner } from '../demo/remove/remove-demo.ts'
import type { TaskRunner } from '../tasks/runner.ts'
import { type TrainingDeps, trainingRunners } from './training.ts'

/** Every kind of long work: who may watch and stop it. Beginning it is a route of its feature. */
export const taskVerbs: Readonly<Record<string, Verb>> = {
  train: 'training.run',
  'judge-model': 'training.run',
  [REMOVE_DEMO]: 'install.write',
}

/** What the worker role does of it. */
export function taskRunners(deps: TrainingDeps & RemoveDemoDeps): Record<string, TaskRunner> {
  return { ...trainingRunners(deps), [REMOVE_DEMO]: removeDemoRunner(deps) }
}
