import type { CustomerProfile } from '@parley/server/contract'
import { fieldText, shownText, useCustomerFields } from '../../lib/customer-fields.ts'
import styles from './form.module.css'

/** The record for whoever may read it and not write it: every field, the empty ones too. */
export function RecordView({ profile }: { profile: CustomerProfile }) {
  const fields = useCustomerFields()
  return (
    <dl className={styles.view}>
      {fields.map((field) => (
        <div key={field.id} className={styles.field} data-wide={field.id === 'address'}>
          <dt>{field.label}</dt>
          <dd>{shownText(field, fieldText(profile, field.id)) || '—'}</dd>
        </div>
      ))}
    </dl>
  )
}
