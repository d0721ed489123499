import type { ValueProblem } from '@parley/server/contract'
import { useTranslation } from './use-translation.ts'

const known = [
  'email_invalid',
  'phone_invalid',
  'number_unreadable',
  'date_unreadable',
  'yesno_unreadable',
  'choice_unknown',
  'language_unknown',
  'zone_unknown',
  'tag_unknown',
  'too_long',
  'unknown_field',
  'name_needed',
] as const satisfies readonly (ValueProblem | 'name_needed')[]

type ValueTrouble = (typeof known)[number]

/** Whether it is about a value, in whatever way it came; files have troubles of their own besides. */
export function isOfValues(problem: string): problem is ValueTrouble {
  return known.some((each) => each === problem)
}

/** Why a value cannot be kept, in words. */
export function useProblemWords(): (problem: string) => string {
  const { t } = useTranslation('profile')
  return (problem) => (isOfValues(problem) ? t(`problem.${problem}`) : t('problem.other'))
}
