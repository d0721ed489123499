import { Button } from '@mantine/core'
import type { CannedReplyInfo, Order } from '@parley/server/contract'
import { useState } from 'react'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { fillVariables, unknownVariables, variableNames } from '../../lib/variables.ts'
import styles from './knowledge.module.css'

const DAY_MS = 86_400_000

/** Everything that the composer fills in, each by its name in words. */
export function Variables({ onPick }: { onPick: (variable: string) => void }) {
  const { t } = useTranslation('content')
  return (
    <fieldset className={styles.buttons} aria-label={t('canned.variables')}>
      {variableNames.map((variable) => (
        <Button key={variable} size="xs" variant="default" onClick={() => onPick(variable)}>
          {t(`canned.variable.${variable}`)}
        </Button>
      ))}
    </fieldset>
  )
}

/** As a customer of the other end would read it; what nothing fills in is named. */
export function Preview({ reply: { text, language } }: { reply: CannedReplyInfo }) {
  const { t } = useTranslation('content')
  const { user, company } = useSession()
  const [now] = useState(Date.now)
  const filled = fillVariables(text, {
    customer:
      language === 'zh'
        ? { name: '陈美玲', email: 'meiling@example.com' }
        : { name: 'Amelia Whitfield', email: 'amelia@example.com' },
    agent: user,
    company,
    order: anOrder(now),
    language,
    now,
  })
  const unknown = unknownVariables(text)
  if (filled.trim() === '') return null
  return (
    <div>
      <p className={styles.label}>{t('canned.preview')}</p>
      <div className={styles.bubble} lang={language === 'zh' ? 'zh-CN' : 'en'}>
        {filled}
      </div>
      {unknown.length > 0 && (
        <p className={styles.problem} role="status">
          {t('canned.unknown', { names: unknown.join(', ') })}
        </p>
      )}
    </div>
  )
}

/** One that stands for any. */
function anOrder(now: number): Order {
  return {
    number: 'AB-10482',
    status: 'shipped',
    placedAt: now - 3 * DAY_MS,
    expectedAt: now + 2 * DAY_MS,
    carrier: 'DHL',
    tracking: '00340434161094042557',
    total: { amount: 84.5, currency: 'EUR' },
    items: [],
  }
}
