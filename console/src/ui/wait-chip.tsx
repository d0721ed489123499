import { IconClock } from '@tabler/icons-react'
import { useSeconds } from '../lib/clock.ts'
import { spokenDuration, stopwatch } from '../lib/format.ts'
import { useLanguage } from '../lib/use-format.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { Chip, type Tone } from './chip.tsx'

const MINUTE = 60_000
const AMBER_AFTER_MS = 2 * MINUTE
const RED_AFTER_MS = 5 * MINUTE

export function waitTone(ms: number): Tone {
  if (ms >= RED_AFTER_MS) return 'neg'
  return ms >= AMBER_AFTER_MS ? 'warn' : 'plain'
}

/** How long the customer has waited: the colour says how bad, the number says how long. */
export function WaitChip({ since }: { since: number }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const waited = Math.max(0, useSeconds() - since)
  return (
    <Chip tone={waitTone(waited)}>
      <IconClock size={13} stroke={1.9} aria-hidden="true" />
      <span aria-hidden="true">{stopwatch(waited)}</span>
      <span className="visually-hidden">{t('list.waited', { time: spokenDuration(waited, language) })}</span>
    </Chip>
  )
}
