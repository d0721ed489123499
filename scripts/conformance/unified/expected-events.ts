import { match } from './match.ts'
import type { ObservedEvent } from './observer.ts'
import type { MatchContext } from './place.ts'
import { type Document, type ExpectedEvents, Mismatch } from './schema.ts'
import { isDocument } from './values.ts'

/**
 * Compares what a client did with what a test expects, in order.
 * @throws Mismatch at the first event that differs, is missing or is too many
 */
export function matchEvents(
  expected: ExpectedEvents,
  observed: readonly ObservedEvent[],
  context: MatchContext,
): void {
  const { client, eventType = 'command', events, ignoreExtraEvents = false } = expected
  const seen = observed.filter(({ type }) => type === eventType)
  const names = seen.map(nameOf).join(', ') || 'none'
  if (seen.length < events.length || (seen.length > events.length && !ignoreExtraEvents))
    throw new Mismatch(
      `${client}: expected ${events.length} events (${events.map(keyOf).join(', ')}), got ${names}`,
    )
  for (const [index, wanted] of events.entries()) {
    const name = keyOf(wanted)
    const actual = seen[index]
    if (actual?.name !== name)
      throw new Mismatch(`${client}: event ${index} is no ${name}; there were ${names}`)
    matchFields(Object(wanted[name]), actual.event, context, `${client} event ${index} ${nameOf(actual)}`)
  }
}

/** What documents an event holds are roots; its own fields are only those that the test names. */
function matchFields(wanted: Document, event: Document, context: MatchContext, path: string): void {
  for (const [field, value] of Object.entries(wanted)) {
    const place = { path: `${path} ${field}`, root: true }
    if (field === 'hasServerConnectionId')
      match(value, typeof event['serverConnectionId'] === 'bigint', context, place)
    else if (field === 'hasServiceId') match(value, event['serviceId'] !== undefined, context, place)
    else if (field.endsWith('Description')) match(value, descriptionOf(event[field]), context, place)
    else match(value, event[field], context, place)
  }
}

function descriptionOf(description: unknown): unknown {
  return isDocument(description) ? { type: (description as Document)['type'] } : description
}

function keyOf(event: Document): string {
  return Object.keys(event)[0] ?? ''
}

function nameOf({ name, event }: ObservedEvent): string {
  const command = event['commandName']
  return command ? `${name} ${String(command)}` : name
}
