import type { Row } from '@parley/server/contract'
import type { RefObject } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import { AnchoredPanel } from '../../ui/anchored.tsx'
import styles from './action-form.module.css'
import { AssignForm } from './assign-form.tsx'
import { HandBackForm, TransferForm } from './pass-on-forms.tsx'
import { WrapUpForm } from './wrap-up-form.tsx'

export type FormKind = 'assign' | 'transfer' | 'handBack' | 'wrapUp'

const forms = { assign: AssignForm, transfer: TransferForm, handBack: HandBackForm, wrapUp: WrapUpForm }

interface ActionFormProps {
  at: RefObject<HTMLElement | null>
  kind: FormKind
  row: Row
  onDone: () => void
}

/** Asks what an action has to know, in a panel under the buttons. */
export function ActionForm({ at, kind, row, onDone }: ActionFormProps) {
  const { t } = useTranslation()
  const Form = forms[kind]
  const title = t(`act.${kind}Title`)
  return (
    <AnchoredPanel at={at} width={kind === 'assign' ? 320 : 360} onClose={onDone}>
      <div className={styles.dialog} role="dialog" aria-label={title}>
        <h3 className={styles.title}>{title}</h3>
        <Form row={row} onDone={onDone} />
      </div>
    </AnchoredPanel>
  )
}
