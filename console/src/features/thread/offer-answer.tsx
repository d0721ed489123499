import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSeconds } from '../../lib/clock.ts'
import { CountdownRing, secondsLeft } from '../../ui/countdown-ring.tsx'

interface OfferAnswerProps {
  until: number
  onAnswer: (answer: 'accept' | 'decline') => void
}

export function OfferAnswer({ until, onAnswer }: OfferAnswerProps) {
  const { t } = useTranslation()
  const seconds = secondsLeft(until, useSeconds())
  const [totalMs] = useState(() => Math.max(1000, until - Date.now()))
  return (
    <>
      <Button
        size="sm"
        leftSection={<CountdownRing until={until} totalMs={totalMs} />}
        title={t('header.offeredYou', { seconds })}
        onClick={() => onAnswer('accept')}
      >
        {t('header.accept')}
      </Button>
      <Button size="sm" variant="default" onClick={() => onAnswer('decline')}>
        {t('header.decline')}
      </Button>
    </>
  )
}
