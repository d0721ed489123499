import { FocusTrap } from '@mantine/core'
import type { Row } from '@parley/server/contract'
import { useTranslation } from 'react-i18next'
import styles from './action-form.module.css'
import { AssignForm } from './assign-form.tsx'
import { HandBackForm, TransferForm } from './pass-on-forms.tsx'
import { WrapUpForm } from './wrap-up-form.tsx'

export type FormKind = 'assign' | 'transfer' | 'handBack' | 'wrapUp'

const forms = { assign: AssignForm, transfer: TransferForm, handBack: HandBackForm, wrapUp: WrapUpForm }

interface ActionFormProps {
  kind: FormKind
  row: Row
  onDone: () => void
}

export function ActionForm({ kind, row, onDone }: ActionFormProps) {
  const { t } = useTranslation()
  const Form = forms[kind]
  const title = t(`act.${kind}Title`)
  return (
    <FocusTrap active>
      <div className={styles.dialog} role="dialog" aria-label={title}>
        <h3 className={styles.title}>{title}</h3>
        <Form row={row} onDone={onDone} />
      </div>
    </FocusTrap>
  )
}
