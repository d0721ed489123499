import { NativeSelect, NumberInput } from '@mantine/core'
import type { PersonRights } from '@parley/server/contract'
import { languageName } from '../../lib/format.ts'
import { useQueueName } from '../../lib/names.ts'
import { roles } from '../../lib/roles.ts'
import { useDesk } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { CheckList } from '../../ui/check-list.tsx'
import form from '../../ui/form.module.css'
import '../../ui/mantine-input.css'
import '../../ui/mantine-number.css'

const MOST = 100

/** What an administrator decides about somebody, or about many who are invited together. */
export function RightsFields({
  rights,
  tried,
  fixedRole,
  newcomer = false,
  onChange,
}: {
  rights: PersonRights
  tried: boolean
  /** Why the role cannot be changed. */
  fixedRole?: string | undefined
  /** A team brings its queues to who is new in it. */
  newcomer?: boolean
  onChange: (rights: PersonRights) => void
}) {
  const { t } = useTranslation('people')
  const language = useLanguage()
  const queueName = useQueueName()
  const { queues, teams } = useDesk()
  const pickTeam = (id: string) => {
    const { team: _former, ...rest } = rights
    const own = teams.find((one) => one.id === id)?.queues
    onChange({
      ...rest,
      ...(id ? { team: id } : {}),
      ...(newcomer && own && own.length > 0 ? { queues: own } : {}),
    })
  }
  return (
    <>
      <div className={form.row}>
        <NativeSelect
          label={t('form.role')}
          value={rights.role}
          disabled={fixedRole !== undefined}
          description={fixedRole}
          data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...rights, role: roles.find((one) => one === value) ?? rights.role })
          }
        />
        <NativeSelect
          label={t('form.team')}
          value={rights.team ?? ''}
          data={[
            { value: '', label: t('form.noTeam') },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => pickTeam(event.currentTarget.value)}
        />
      </div>
      <CheckList
        label={t('form.queues')}
        options={queues.map(({ id }) => ({ id, name: queueName(id) }))}
        value={rights.queues}
        onChange={(next) => onChange({ ...rights, queues: next })}
      />
      <p className={form.hint}>{t('form.allQueues')}</p>
      <CheckList
        label={t('form.languages')}
        options={(['en', 'zh'] as const).map((id) => ({ id, name: languageName(id, language) }))}
        value={rights.languages}
        error={tried && rights.languages.length === 0 ? t('form.languageMissing') : undefined}
        onChange={(languages) => onChange({ ...rights, languages })}
      />
      <NumberInput
        label={t('form.capacity')}
        min={0}
        max={MOST}
        allowDecimal={false}
        clampBehavior="strict"
        hideControls
        w={120}
        value={rights.capacity}
        onChange={(value) => onChange({ ...rights, capacity: typeof value === 'number' ? value : 0 })}
      />
    </>
  )
}
