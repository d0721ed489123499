import type { ImportDetail, ImportPlan } from '@parley/server/contract'
import { useId } from 'react'
import type { Reading } from '../../lib/imports-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './imports.module.css'

const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'windows-1252'] as const
const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const

/** How the file is read, when the guess was wrong. */
export function ReadingFields({
  preview: { encoding, delimiter },
  onReading,
}: {
  preview: NonNullable<ImportDetail['preview']>
  onReading: (reading: Reading) => void
}) {
  const { t } = useTranslation('imports')
  const id = useId()
  return (
    <fieldset className={styles.reading}>
      <legend className="visually-hidden">{t('reading')}</legend>
      <label htmlFor={`${id}-encoding`}>{t('encoding')}</label>
      <select
        id={`${id}-encoding`}
        className={styles.select}
        value={encoding}
        onChange={(event) => onReading({ encoding: event.target.value as ImportPlan['encoding'], delimiter })}
      >
        {encodings.map((each) => (
          <option key={each} value={each}>
            {t(`encodings.${each}`)}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-delimiter`}>{t('delimiter')}</label>
      <select
        id={`${id}-delimiter`}
        className={styles.select}
        value={delimiter}
        onChange={(event) =>
          onReading({ encoding, delimiter: event.target.value as ImportPlan['delimiter'] })
        }
      >
        {Object.entries(delimiters).map(([each, name]) => (
          <option key={each} value={each}>
            {t(`delimiters.${name}`)}
          </option>
        ))}
      </select>
    </fieldset>
  )
}
