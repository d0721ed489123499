import i18next from 'i18next'
import { useIntentTitle } from '../../lib/names.ts'
import { OUT_OF_SCOPE } from '../../lib/out-of-scope.ts'
import { useDesk } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'

/** Title of an intent, and of what no intent is meant for. */
export function useMeaning(): (intent: string) => string {
  const { t } = useTranslation('trainer')
  const intentTitle = useIntentTitle()
  return (intent) => (intent === OUT_OF_SCOPE ? t('none') : intentTitle(intent))
}

/** The group of an intent; what stands in no list is a group of its own. */
export function useGroupOf(): (intent: string) => string {
  const { intents } = useDesk()
  const groups = new Map(intents.map(({ name, group }) => [name, group]))
  return (intent) => groups.get(intent) ?? intent
}

/** Name of a group, or of an intent where a grid mixes both. */
export function useGroupName(): (name: string) => string {
  const { t } = useTranslation('trainer')
  const meaning = useMeaning()
  return (name) =>
    i18next.exists(`group.${name}`, { ns: 'trainer' }) ? t(`group.${name}` as 'group.order') : meaning(name)
}
