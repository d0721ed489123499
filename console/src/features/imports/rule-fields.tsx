import type { ImportKey, ImportPlan } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import { RadioList } from '../../ui/radio-list.tsx'
import styles from './imports.module.css'

/** By what customers are told apart, and what becomes of those who are there. */
export function RuleFields({
  possible,
  value,
  existing,
  onKey,
  onExisting,
}: {
  /** What the columns have. */
  possible: readonly ImportKey[]
  value: ImportKey | undefined
  existing: ImportPlan['existing']
  onKey: (key: ImportKey) => void
  onExisting: (existing: ImportPlan['existing']) => void
}) {
  const { t } = useTranslation('imports')
  return (
    <div className={styles.rules}>
      {possible.length > 0 ? (
        <RadioList
          label={t('key')}
          options={possible.map((id) => ({ id, name: t(`keys.${id}`) }))}
          value={value}
          onChange={onKey}
        />
      ) : (
        <p role="alert" className={styles.problem}>
          {t('keyNone')}
        </p>
      )}
      <RadioList
        label={t('existing')}
        options={(['update', 'skip'] as const).map((id) => ({ id, name: t(`existings.${id}`) }))}
        value={existing}
        onChange={onExisting}
      />
    </div>
  )
}
