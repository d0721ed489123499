import { IconFile, IconRefresh, IconX } from '@tabler/icons-react'
import type { Attaching } from '../../lib/attachments.ts'
import { bytes, percent } from '../../lib/format.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Button } from '../../ui/button.tsx'
import styles from './attachments.module.css'
import { MAX_TEXT } from './text-limit.tsx'
import type { AttachingState } from './use-attaching.ts'

/** What will go with the message: seen, measured, taken away again. */
export function AttachmentTray({ items, leftOut, long, remove, retry, answerLong }: AttachingState) {
  const { t } = useTranslation('files')
  return (
    <>
      {long !== undefined && (
        <div className={styles.long} role="alert">
          <p>{t('longPaste', { count: long.length, limit: MAX_TEXT })}</p>
          <Button size="tiny" onClick={() => answerLong('file')}>
            {t('asFile')}
          </Button>
          <Button size="tiny" tone="other" onClick={() => answerLong('fitting')}>
            {t('whatFits')}
          </Button>
          <Button size="tiny" tone="quiet" onClick={() => answerLong('nothing')}>
            {t('leaveOut')}
          </Button>
        </div>
      )}
      {items.length > 0 && (
        <ul className={styles.tray} aria-label={t('attached')}>
          {items.map((item) => (
            <Item key={item.key} item={item} onRemove={() => remove(item.key)} onRetry={() => retry(item)} />
          ))}
        </ul>
      )}
      {leftOut > 0 && (
        <p className={styles.over} role="alert">
          {t('tooMany', { count: leftOut })}
        </p>
      )}
      {items.some(({ state }) => state === 'failed') && (
        <p className={styles.over} role="alert">
          {t('failedFiles')}
        </p>
      )}
    </>
  )
}

function Item({ item, onRemove, onRetry }: { item: Attaching; onRemove: () => void; onRetry: () => void }) {
  const { t } = useTranslation(['files', 'translation'])
  const language = useLanguage()
  const { name, state, progress, preview, file } = item
  return (
    <li className={styles.item} data-state={state}>
      {preview ? (
        <img className={styles.preview} src={preview} alt="" />
      ) : (
        <span className={styles.preview}>
          <IconFile size={20} stroke={1.6} aria-hidden="true" />
        </span>
      )}
      <span className={styles.facts}>
        <span className={styles.name} title={name}>
          {name}
        </span>
        <span className={styles.size}>
          {state === 'failed' && item.why
            ? t(`translation:errors.${item.why}`)
            : state === 'uploading'
              ? t('uploading', { percent: percent(progress, language) })
              : bytes(item.bytes, language)}
        </span>
      </span>
      {state === 'failed' && file && (
        <button type="button" className={styles.tool} aria-label={`${t('retry')}: ${name}`} onClick={onRetry}>
          <IconRefresh size={15} aria-hidden="true" />
        </button>
      )}
      <button type="button" className={styles.tool} aria-label={t('remove', { name })} onClick={onRemove}>
        <IconX size={15} aria-hidden="true" />
      </button>
      {state === 'uploading' && (
        <progress className={styles.progress} max={1} value={progress} aria-label={name} />
      )}
    </li>
  )
}
