import { Button, Drawer, TextInput } from '@mantine/core'
import type { EditPerson, Person, PersonRights } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { codeOf } from '../../lib/api-error.ts'
import { peopleApi } from '../../lib/people-api.ts'
import { useSession } from '../../lib/session.ts'
import form from '../../ui/form.module.css'
import { notifyDone } from '../../ui/notify.ts'
import { PersonActions } from './person-actions.tsx'
import { RightsFields } from './rights-fields.tsx'
import '../../ui/mantine-dialog.css'
import '../../ui/mantine-input.css'

/** One person: changed, sent a link, disabled, enabled. */
export function PersonDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation(['people', 'translation'])
  const { user } = useSession()
  const queryClient = useQueryClient()
  const [name, setName] = useState(person.name)
  const [rights, setRights] = useState<PersonRights>(() => rightsOf(person))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || rights.languages.length === 0) return
    setBusy(true)
    try {
      await peopleApi.edit(person.id, changesOf(person, name, rights))
      await queryClient.invalidateQueries({ queryKey: ['people'] })
      void notifyDone(t('form.saved', { name }), { close: t('translation:common.close') })
      onClose()
    } catch (error) {
      setFailure(t(`translation:errors.${codeOf(error)}`))
      setBusy(false)
    }
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={t('form.editTitle', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('translation:common.close') }}
    >
      <form className={form.form} onSubmit={(event) => void submit(event)} noValidate>
        {failure && (
          <p className={form.problem} role="alert">
            {failure}
          </p>
        )}
        <TextInput
          label={t('form.name')}
          description={person.email}
          maxLength={120}
          data-autofocus
          value={name}
          error={tried && name.trim() === '' ? t('form.nameMissing') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RightsFields
          rights={rights}
          tried={tried}
          fixedRole={person.id === user.id ? t('form.ownRole') : undefined}
          onChange={setRights}
        />
        <p className={form.hint}>{t('form.teamHint')}</p>
        <div className={form.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('translation:common.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('form.save')}
          </Button>
        </div>
      </form>
      <PersonActions person={person} onDone={onClose} />
    </Drawer>
  )
}

function rightsOf({ role, team, queues, languages, capacity }: Person): PersonRights {
  return { role, ...(team ? { team } : {}), queues, languages, capacity }
}

/** Only what was changed: what another admin changes meanwhile stays. */
function changesOf(person: Person, name: string, rights: PersonRights): EditPerson {
  const { role, queues, languages, capacity, team } = rights
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join()
  return {
    ...(name.trim() === person.name ? {} : { name }),
    ...(role === person.role ? {} : { role }),
    ...(team === person.team ? {} : { team: team ?? null }),
    ...(same(queues, person.queues) ? {} : { queues }),
    ...(same(languages, person.languages) ? {} : { languages }),
    ...(capacity === person.capacity ? {} : { capacity }),
  }
}
