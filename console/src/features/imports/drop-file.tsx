import { Button } from '@mantine/core'
import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { percent } from '../../lib/format.ts'
import { importsApi, whyRefused } from '../../lib/imports-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './imports.module.css'

const MAX_BYTES = 50 * 1024 * 1024

/** Takes a file by drop or by choice, uploads it, and goes on to its columns. */
export function DropFile() {
  const { t } = useTranslation(['imports', 'translation'])
  const hint = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const { upload, sending, problem, stop } = useUpload()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) void upload(file)
  }
  if (sending) return <Sending {...sending} onStop={stop} />
  return (
    <section
      className={styles.zone}
      aria-label={t('file')}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileSpreadsheet size={30} stroke={1.4} aria-hidden="true" />
      <p className={styles.zoneTitle}>{t('drop')}</p>
      <p className={styles.quiet} id={hint}>
        {t('hint')} {t('dropHint')}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('choose')}
        accept=".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) void upload(file)
        }}
      />
      <Button aria-describedby={hint} onClick={() => input.current?.click()}>
        {t('choose')}
      </Button>
      {problem && (
        <p role="alert" className={styles.problem}>
          <strong>{t('refused')}.</strong> {problem}
        </p>
      )}
    </section>
  )
}

function useUpload() {
  const { t } = useTranslation(['imports', 'translation'])
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [sending, setSending] = useState<{ name: string; share: number }>()
  const [problem, setProblem] = useState<string>()
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])
  const upload = async (file: File) => {
    setProblem(undefined)
    // The server says the same, after the whole way.
    if (file.size > MAX_BYTES) return setProblem(t('why.too_large'))
    const hand = new AbortController()
    abort.current = hand
    setSending({ name: file.name, share: 0 })
    try {
      const { id } = await importsApi.upload(file, {
        progress: (share) => setSending({ name: file.name, share }),
        signal: hand.signal,
      })
      void queryClient.invalidateQueries({ queryKey: ['imports'] })
      void navigate({ to: '/customers/imports/$id', params: { id } })
    } catch (error) {
      setSending(undefined)
      if (hand.signal.aborted) return
      const why = whyRefused(error)
      setProblem(why ? t(`why.${why}`) : t(`translation:errors.${codeOf(error)}`))
    }
  }
  return { upload, sending, problem, stop: () => abort.current?.abort() }
}

function Sending({ name, share, onStop }: { name: string; share: number; onStop: () => void }) {
  const { t } = useTranslation('imports')
  const language = useLanguage()
  return (
    <section className={styles.zone} aria-label={t('file')}>
      <p className={styles.zoneTitle} role="status">
        {t('uploading', { name })}
      </p>
      <progress className={styles.sending} value={share} max={1} aria-label={t('uploading', { name })} />
      <p className={styles.quiet}>{percent(share, language)}</p>
      <Button size="xs" variant="default" onClick={onStop}>
        {t('stopUpload')}
      </Button>
    </section>
  )
}
