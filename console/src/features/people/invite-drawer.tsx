import { Button, Drawer, Textarea } from '@mantine/core'
import type { InviteResult, PersonRights } from '@parley/server/contract'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { readAddresses } from '../../lib/addresses.ts'
import { invitationsQuery, peopleApi } from '../../lib/people-api.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import formStyles from '../../ui/form.module.css'
import { InviteReportList } from './invite-report.tsx'
import { RightsFields } from './rights-fields.tsx'
import '../../ui/mantine-dialog.css'
import '../../ui/mantine-input.css'
import { SubmitForm, useSubmit } from '../../ui/submit-form.tsx'
import { useLayer } from '../../ui/use-layer.ts'

const NAMED = 3
const INVITED_AT_ONCE = 500

/** One or many are asked in, with the same rights; afterwards, what became of each address. */
export function InviteDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['people', 'translation'])
  const onTop = useLayer()
  const [results, setResults] = useState<InviteResult[]>()
  return (
    <Drawer
      opened
      closeOnEscape={onTop}
      onClose={onClose}
      position="right"
      size={480}
      title={results ? t('invite.done') : t('invite.title')}
      closeButtonProps={{ 'aria-label': t('translation:common.close') }}
    >
      {results ? (
        <InviteReportList results={results} onClose={onClose} />
      ) : (
        <InviteForm onClose={onClose} onInvited={setResults} />
      )}
    </Drawer>
  )
}

function InviteForm({
  onClose,
  onInvited,
}: {
  onClose: () => void
  onInvited: (results: InviteResult[]) => void
}) {
  const { t } = useTranslation(['people', 'translation'])
  const queryClient = useQueryClient()
  const mail = useInfiniteQuery(invitationsQuery).data?.pages[0]?.mail
  const [text, setText] = useState('')
  const [rights, setRights] = useState<PersonRights>({
    role: 'agent',
    queues: ['general'],
    languages: ['en'],
    capacity: 5,
  })
  const { people, wrong } = readAddresses(text)

  const form = useSubmit({
    fits:
      people.length > 0 &&
      people.length <= INVITED_AT_ONCE &&
      wrong.length === 0 &&
      rights.languages.length > 0,
    send: async () => {
      const { results } = await peopleApi.invite({ people, rights })
      await queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey })
      onInvited(results)
    },
  })
  const problem = problemOf(people.length, wrong, form.tried, t)
  return (
    <SubmitForm of={form}>
      <Textarea
        label={t('invite.addresses')}
        description={t('invite.addressesHint')}
        data-autofocus
        rows={4}
        spellCheck={false}
        value={text}
        error={problem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <RightsFields rights={rights} tried={form.tried} newcomer onChange={setRights} />
      {mail !== undefined && (
        <p className={formStyles.told}>{mail ? t('invite.mail') : t('invite.noMail')}</p>
      )}
      <div className={formStyles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('translation:common.cancel')}
        </Button>
        <Button type="submit" loading={form.busy}>
          {people.length > 0 ? t('invite.submit', { count: people.length }) : t('invite.title')}
        </Button>
      </div>
    </SubmitForm>
  )
}

function problemOf(
  count: number,
  wrong: readonly string[],
  tried: boolean,
  t: ReturnType<typeof useTranslation<['people', 'translation']>>['t'],
): string | undefined {
  if (count > INVITED_AT_ONCE) return t('invite.tooMany', { most: INVITED_AT_ONCE })
  // While it is being typed the last one is not an address yet.
  if (wrong.length > 0 && tried) {
    const list = wrong
      .slice(0, NAMED)
      .map((one) => one.slice(0, 60))
      .join(', ')
    return t('invite.wrong', { count: wrong.length, list })
  }
  return tried && count === 0 ? t('invite.missing') : undefined
}
