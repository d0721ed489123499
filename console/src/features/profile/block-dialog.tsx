import { Button, Modal } from '@mantine/core'
import type { CustomerProfile } from '@parley/server/contract'
import { type FormEvent, useId, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import field from '../../ui/field.module.css'
import '../../ui/mantine-dialog.css'
import { useLayer } from '../../ui/use-layer.ts'
import styles from './block-dialog.module.css'
import { useBlock } from './use-block.ts'

const DAY_MS = 86_400_000
const terms = ['1', '7', '30', 'good'] as const

/** Asks why and for how long; what it does can be taken back while the words about it stand there. */
export function BlockDialog({ profile, onClose }: { profile: CustomerProfile; onClose: () => void }) {
  const { t } = useTranslation(['profile', 'translation'])
  const id = useId()
  const onTop = useLayer()
  const [reason, setReason] = useState('')
  const [term, setTerm] = useState<(typeof terms)[number]>('good')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const blocking = useBlock(profile)
  const block = async (event: FormEvent) => {
    event.preventDefault()
    if (reason.trim() === '') return setProblem(t('reasonMissing'))
    setBusy(true)
    try {
      const until = term === 'good' ? {} : { until: Date.now() + Number(term) * DAY_MS }
      await blocking.block({ reason: reason.trim(), ...until })
      onClose()
    } catch (error) {
      setProblem(t(`translation:errors.${codeOf(error)}`))
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      centered
      size={440}
      title={t('blockTitle', { name: profile.name })}
      closeButtonProps={{ 'aria-label': t('translation:common.close') }}
    >
      <form className={styles.form} onSubmit={(event) => void block(event)}>
        <p>{t('blockHint')}</p>
        <label htmlFor={`${id}-reason`}>{t('reason')}</label>
        <input
          id={`${id}-reason`}
          className={field.input}
          value={reason}
          maxLength={300}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setReason(event.target.value)}
          data-autofocus
        />
        <label htmlFor={`${id}-term`}>{t('blockTerm')}</label>
        <select
          id={`${id}-term`}
          className={field.input}
          value={term}
          onChange={(event) => setTerm(terms.find((each) => each === event.target.value) ?? 'good')}
        >
          {terms.map((each) => (
            <option key={each} value={each}>
              {t(`term${each}`)}
            </option>
          ))}
        </select>
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('translation:common.cancel')}
          </Button>
          <Button type="submit" color="var(--neg-solid)" loading={busy}>
            {t('block')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
