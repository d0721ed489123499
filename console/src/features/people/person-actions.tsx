import { Button } from '@mantine/core'
import type { Person } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { peopleApi } from '../../lib/people-api.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { CopyBox } from '../../ui/copy-box.tsx'
import form from '../../ui/form.module.css'
import { notifyDone, notifyProblem } from '../../ui/notify.ts'
import styles from './person-actions.module.css'

/** A link for a new password; disable and enable. */
export function PersonActions({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useTranslation(['people', 'translation'])
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [link, setLink] = useState<string>()
  const { id, name, email, state } = person
  const close = t('translation:common.close')

  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      await queryClient.invalidateQueries({ queryKey: ['people'] })
      return true
    } catch (error) {
      notifyProblem(t('form.notSaved'), t(`translation:errors.${codeOf(error)}`), close)
      return false
    }
  }
  const sendLink = () =>
    act(async () => {
      const made = await peopleApi.passwordLink(id)
      if (made.link) setLink(made.link)
      else void notifyDone(t('form.passwordSent', { email }), { close })
    })
  const enable = async () => {
    if (await act(() => peopleApi.step(id, 'enable'))) {
      void notifyDone(t('form.enabled', { name }), { close })
      onDone()
    }
  }
  const disable = async () => {
    if (!(await act(() => peopleApi.step(id, 'disable')))) throw new Error('told')
    void notifyDone(t('form.disabled', { name }), {
      close,
      undo: { label: t('translation:common.undo'), run: () => void act(() => peopleApi.step(id, 'enable')) },
    })
    onDone()
  }
  return (
    <div className={styles.root}>
      {state === 'active' && (
        <Button variant="default" onClick={() => void sendLink()}>
          {t('form.password')}
        </Button>
      )}
      {link && (
        <div className={styles.link}>
          <p className={form.hint}>{t('form.passwordLink', { name })}</p>
          <CopyBox label={t('form.password')} text={link} />
        </div>
      )}
      {state === 'active' && id !== user.id && (
        <Button variant="default" className={styles.danger ?? ''} onClick={() => setAsking(true)}>
          {t('form.disable')}
        </Button>
      )}
      {state === 'disabled' && (
        <Button variant="default" onClick={() => void enable()}>
          {t('form.enable')}
        </Button>
      )}
      {asking && (
        <ConfirmDialog
          title={t('form.disableTitle', { name })}
          action={t('form.disable')}
          onConfirm={disable}
          onClose={() => setAsking(false)}
        >
          {t('form.disableHint')}
        </ConfirmDialog>
      )}
    </div>
  )
}
