import type { PersonRights } from '../contract/people.ts'
import { AppError } from '../errors.ts'
import type { Settings } from '../settings/settings.ts'

/**
 * Queues and teams that somebody is put into must be there.
 * @throws AppError `invalid_request` naming what is not
 */
export function checkRights(
  settings: Pick<Settings, 'get'>,
  rights: { queues?: PersonRights['queues'] | undefined; team?: string | null | undefined },
): void {
  const queues = new Set(settings.get('queues').queues.map(({ id }) => id))
  const teams = new Set(settings.get('teams').teams.map(({ id }) => id))
  const fields = [
    ...(rights.queues ?? [])
      .filter((id) => !queues.has(id))
      .map((id) => ({ field: 'queues', problem: `there is no queue "${id}"` })),
    ...(rights.team && !teams.has(rights.team)
      ? [{ field: 'team', problem: `there is no team "${rights.team}"` }]
      : []),
  ]
  if (fields.length > 0) throw new AppError('invalid_request', { details: { fields } })
}
