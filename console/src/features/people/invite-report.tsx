import { Button } from '@mantine/core'
import type { InviteResult } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { CopyBox } from '../../ui/copy-box.tsx'
import form from '../../ui/form.module.css'
import styles from './people-page.module.css'

const tones: Record<InviteResult['outcome'], Tone> = {
  invited: 'pos',
  member: 'plain',
  pending: 'plain',
  invalid: 'neg',
}

/** What became of each address, with the links to hand over where no mail goes out. */
export function InviteReportList({
  results,
  onClose,
}: {
  results: readonly InviteResult[]
  onClose: () => void
}) {
  const { t } = useTranslation('people')
  const count = results.filter(({ outcome }) => outcome === 'invited').length
  return (
    <div className={form.form}>
      <p className={form.good} role="status">
        {t('invite.invited', { count })}
      </p>
      <ul className={styles.invitations}>
        {results.map(({ email, outcome, link }) => (
          <li key={email} className={styles.invitation}>
            <span className={styles.invited}>
              <strong>{email}</strong>
            </span>
            <Chip tone={tones[outcome]}>{t(`invite.${outcome}`)}</Chip>
            {link && (
              <span className={styles.linkBox}>
                <CopyBox label={t('invite.link', { email })} text={link} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <div className={form.buttons}>
        <Button onClick={onClose} data-autofocus>
          {t('invite.close')}
        </Button>
      </div>
    </div>
  )
}
