import type { Fault } from '@parley/server/contract'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import styles from './check-line.module.css'

/** pos: well · warn: worse than it should be · neg: broken · plain: not looked at */
export type Tone = 'pos' | 'warn' | 'neg' | 'plain'

const icons = {
  pos: IconCircleCheck,
  warn: IconAlertTriangle,
  neg: IconCircleX,
  plain: IconCircleDashed,
} as const

/** What was looked at and how it stands; below it what is wrong. */
export function CheckLine({
  tone,
  name,
  state,
  children,
}: {
  tone: Tone
  name: string
  state: string
  children?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <li className={styles.check}>
      <span className={styles.sign} data-tone={tone}>
        <Icon size={18} stroke={1.8} aria-hidden="true" />
      </span>
      <span className={styles.name}>{name}</span>
      <Chip tone={tone}>{state}</Chip>
      {children}
    </li>
  )
}

/** What is wrong, with the setting or number at fault, and what mends it. */
export function FaultText({ fault: { code, detail } }: { fault: Fault }) {
  const { t } = useTranslation('health')
  return (
    <div className={styles.fault}>
      <p>
        {t(`faults.${code}.problem`)} {detail !== undefined && <code>{detail}</code>}
      </p>
      <p className={styles.mend}>
        <strong>{t('checks.mend')}</strong> {t(`faults.${code}.mend`)}
      </p>
      <code className={styles.code}>{code}</code>
    </div>
  )
}
