import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from '../lib/use-translation.ts'
import styles from './copy-box.module.css'

const TOLD_MS = 4000

/** Something to be pasted elsewhere, and a button that says that it was copied. */
export function CopyBox({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation()
  const [state, setState] = useState<'copied' | 'failed'>()
  useEffect(() => {
    if (state === undefined) return undefined
    const timer = setTimeout(() => setState(undefined), TOLD_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // Not allowed, or not on https: the text can be marked by hand.
      setState('failed')
    }
  }
  return (
    <div className={styles.root}>
      <input
        className={styles.text}
        aria-label={label}
        readOnly
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        size="xs"
        variant="default"
        leftSection={state === 'copied' ? <IconCheck size={15} /> : <IconCopy size={15} />}
        onClick={() => void copy()}
      >
        {state === 'copied' ? t('common.copied') : t('common.copy')}
      </Button>
      <span role="status" className={state === 'failed' ? styles.failed : 'visually-hidden'}>
        {state === 'copied' && t('common.copied')}
        {state === 'failed' && t('common.copyFailed')}
      </span>
    </div>
  )
}
