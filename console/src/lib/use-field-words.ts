import type { FieldProblem } from '@parley/server/contract'
import { type FieldLabels, labelOf } from './field-labels.ts'
import { useTranslation } from './use-translation.ts'

/** Says in words which fields were refused and why, each by the label that the form gives it. */
export function useFieldWords(labels: FieldLabels): (problems: readonly FieldProblem[]) => string {
  const { t } = useTranslation('content')
  return (problems) =>
    problems
      .map(({ field, code = 'wrong_value', limit }) => {
        const problem = t(`fieldProblem.${code}`, { limit })
        const { label, line } = labelOf(field, labels)
        // Without a name to stand before it, it is no sentence.
        if (label === undefined) return code === 'unknown_field' ? problem : ''
        return line === undefined
          ? t('fieldProblem.ofField', { label, problem })
          : t('fieldProblem.inLine', { label, line, problem })
      })
      .filter(Boolean)
      .join(' ')
}
