import type { Language } from './i18n.ts'
import { useDesk } from './session.ts'
import { useLanguage } from './use-format.ts'

/** Names of things that the company defines, in the language on the screen; the id where none is known. */
export function useIntentTitle(): (name: string) => string {
  const { intents } = useDesk()
  const language = useLanguage()
  return (name) => byNameIn(intents).get(name)?.title[language] ?? name
}

export function useQueueName(): (id: string) => string {
  return useNameIn(useDesk().queues)
}

export function useOutcomeName(): (id: string) => string {
  return useNameIn(useDesk().outcomes)
}

function useNameIn(
  named: readonly { id: string; name: Readonly<Record<Language, string>> }[],
): (id: string) => string {
  const language = useLanguage()
  return (id) => named.find((one) => one.id === id)?.name[language] ?? id
}

const indexes = new WeakMap<readonly object[], ReadonlyMap<string, unknown>>()

/** Every row of a list asks for a title: they are looked up, not looked for. */
function byNameIn<Named extends { name: string }>(all: readonly Named[]): ReadonlyMap<string, Named> {
  const known = indexes.get(all)
  if (known) return known as ReadonlyMap<string, Named>
  const made = new Map(all.map((one) => [one.name, one]))
  indexes.set(all, made)
  return made
}
