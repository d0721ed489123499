import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import { codeOf, type FailureCode } from '../../lib/api-error.ts'
import { ownApi } from '../../lib/preferences-api.ts'
import { bodyOf, newViewId, savedViewsQuery } from '../../lib/saved-views.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import type { ListAsked } from '../../lib/views.ts'
import styles from './save-view-form.module.css'

interface SaveViewFormProps {
  asked: ListAsked
  /** It is what the panel was opened for. */
  first: boolean
  onSaved: () => void
}

/** Keeps the list as it is narrowed now under a name, for oneself or for everybody. */
export function SaveViewForm({ asked, first, onSaved }: SaveViewFormProps) {
  const { t } = useTranslation(['inbox', 'translation'])
  const { permissions } = useSession()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [problem, setProblem] = useState<FailureCode>()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (first) box.current?.focus()
  }, [first])
  const save = async (event: SyntheticEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    try {
      const views = await queryClient.ensureQueryData(savedViewsQuery)
      // The same name again means the same view.
      const known = views.find((view) => view.mine && view.name === name.trim())
      await ownApi.saveView(known?.id ?? newViewId(), bodyOf(name.trim(), asked, shared))
      await queryClient.invalidateQueries({ queryKey: savedViewsQuery.queryKey })
      onSaved()
    } catch (error) {
      setProblem(codeOf(error))
    }
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <label htmlFor={id} className={styles.label}>
        {t('saveAs')}
      </label>
      <div className={styles.line}>
        <input
          ref={box}
          id={id}
          className={styles.box}
          maxLength={60}
          placeholder={t('viewName')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="light" disabled={name.trim() === ''}>
          {t('translation:common.save')}
        </Button>
      </div>
      {permissions.includes('views.share') && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          {t('forEverybody')}
        </label>
      )}
      {problem && (
        <p className={styles.problem} role="alert">
          {t(`translation:errors.${problem}`)}
        </p>
      )}
    </form>
  )
}
