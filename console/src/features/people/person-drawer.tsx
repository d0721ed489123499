import { Button, Drawer, TextInput } from '@mantine/core'
import type { EditPerson, Person, PersonRights } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleApi } from '../../lib/people-api.ts'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import formStyles from '../../ui/form.module.css'
import { notifyDone } from '../../ui/notify.ts'
import { PersonActions } from './person-actions.tsx'
import { RightsFields } from './rights-fields.tsx'
import '../../ui/mantine-dialog.css'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'
import { useLayer } from '../../ui/use-layer.ts'

/** One person: changed, sent a link, disabled, enabled. */
export function PersonDrawer({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation(['people', 'translation'])
  const { user } = useSession()
  const queryClient = useQueryClient()
  const onTop = useLayer()
  const [name, setName] = useState(person.name)
  const [rights, setRights] = useState<PersonRights>(() => rightsOf(person))

  const form = useSubmit({
    fits: name.trim() !== '' && rights.languages.length > 0,
    send: async () => {
      await peopleApi.edit(person.id, changesOf(person, name, rights))
      await queryClient.invalidateQueries({ queryKey: ['people'] })
      void notifyDone(t('form.saved', { name }), { close: t('translation:common.close') })
      onClose()
    },
  })
  return (
    <Drawer
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      position="right"
      size={460}
      title={t('form.editTitle', { name: person.name })}
      closeButtonProps={{ 'aria-label': t('translation:common.close') }}
    >
      <SubmitForm of={form}>
        <TextInput
          label={t('form.name')}
          description={person.email}
          maxLength={120}
          data-autofocus
          value={name}
          error={form.tried && name.trim() === '' ? t('form.nameMissing') : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RightsFields
          rights={rights}
          tried={form.tried}
          fixedRole={person.id === user.id ? t('form.ownRole') : undefined}
          onChange={setRights}
        />
        <p className={formStyles.hint}>{t('form.teamHint')}</p>
        <div className={formStyles.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('translation:common.cancel')}
          </Button>
          <Button type="submit" loading={form.busy}>
            {t('form.save')}
          </Button>
        </div>
      </SubmitForm>
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
