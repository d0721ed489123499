import type { DeskClosed } from '@parley/bot'
import { type Hours, isOpen, nextChange } from '../contract/index.ts'
import type { Settings } from './settings.ts'

/** The hours that a queue keeps: its own, else the first; undefined where everybody is there around the clock. */
export function hoursOf(settings: Pick<Settings, 'get'>, queue: string): Hours | undefined {
  const { hours } = settings.get('hours')
  const kept = settings.get('queues').queues.find(({ id }) => id === queue)?.hours
  return hours.find(({ id }) => id === kept) ?? hours[0]
}

/** What a customer may be told of a queue that is closed now; undefined while it is open. */
export function closedNow(
  settings: Pick<Settings, 'get'>,
  queue: string,
  now: number,
): DeskClosed | undefined {
  const hours = hoursOf(settings, queue)
  if (!hours || isOpen(hours, now)) return undefined
  const opensAt = nextChange(hours, now)
  return { timeZone: hours.timeZone, ...(opensAt === undefined ? {} : { opensAt }) }
}
