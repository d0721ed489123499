import { useBlocker } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { holdUnsaved } from '../lib/unsaved.ts'
import { useTranslation } from '../lib/use-translation.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

interface UnsavedProps {
  /** Something is written that is not saved. */
  dirty: boolean
  /** What in the address chooses the form beside the path: going to another asks too. */
  chosenBy?: string | undefined
}

/**
 * Stands in every form: whoever goes elsewhere with something unsaved is asked once. A reload is asked about by the
 * browser. What leaves the form by its own doing navigates with `ignoreBlocker`.
 */
export function Unsaved({ dirty, chosenBy }: UnsavedProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const answer = useRef<(leave: boolean) => void>(undefined)
  const settle = useCallback((leave: boolean) => {
    setAsking(false)
    answer.current?.(leave)
    answer.current = undefined
  }, [])
  const ask = useCallback(
    async () =>
      await new Promise<boolean>((resolve) => {
        // Who asks again has not gone the first time.
        answer.current?.(false)
        answer.current = resolve
        setAsking(true)
      }),
    [],
  )
  useEffect(() => (dirty ? holdUnsaved(ask) : undefined), [dirty, ask])
  useEffect(() => () => answer.current?.(true), [])
  useBlocker({
    disabled: !dirty,
    enableBeforeUnload: dirty,
    shouldBlockFn: useCallback(
      async ({ current, next }: { current: Place; next: Place }) =>
        isAnother(current, next, chosenBy) && !(await ask()),
      [ask, chosenBy],
    ),
  })
  if (!asking) return null
  return (
    <ConfirmDialog
      title={t('unsaved.title')}
      cancel={t('unsaved.stay')}
      action={t('unsaved.leave')}
      onConfirm={() => settle(true)}
      onClose={() => settle(false)}
    >
      <p>{t('unsaved.hint')}</p>
    </ConfirmDialog>
  )
}

interface Place {
  pathname: string
  search: object
}

function isAnother(current: Place, next: Place, chosenBy: string | undefined): boolean {
  if (current.pathname !== next.pathname) return true
  const chosen = ({ search }: Place) => (search as Record<string, unknown>)[chosenBy ?? '']
  return chosenBy !== undefined && chosen(current) !== chosen(next)
}
