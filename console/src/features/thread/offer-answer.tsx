import { useState } from 'react'
import { useSeconds } from '../../lib/clock.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
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
        before={<CountdownRing until={until} totalMs={totalMs} />}
        title={t('header.offeredYou', { seconds })}
        onClick={() => onAnswer('accept')}
      >
        {t('header.accept')}
      </Button>
      <Button tone="other" onClick={() => onAnswer('decline')}>
        {t('header.decline')}
      </Button>
    </>
  )
}
