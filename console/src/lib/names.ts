import { useDesk } from './session.ts'
import { useLanguage } from './use-format.ts'

/** Names of things that the company defines, in the language on the screen; the id where none is known. */
export function useIntentTitle(): (name: string) => string {
  const { intents } = useDesk()
  const language = useLanguage()
  return (name) => intents.find((intent) => intent.name === name)?.title[language] ?? name
}

export function useQueueName(): (id: string) => string {
  const { queues } = useDesk()
  const language = useLanguage()
  return (id) => queues.find((queue) => queue.id === id)?.name[language] ?? id
}

export function useOutcomeName(): (id: string) => string {
  const { outcomes } = useDesk()
  const language = useLanguage()
  return (id) => outcomes.find((outcome) => outcome.id === id)?.name[language] ?? id
}
