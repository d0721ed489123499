import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { useCustomerFields } from '../../lib/customer-fields.ts'
import { customersApi, problemsIn } from '../../lib/customers-api.ts'
import { makeClientId } from '../../lib/ids.ts'
import { useProblemWords } from '../../lib/problem-words.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyProblem } from '../../ui/notify.ts'
import { Card, Page } from '../../ui/page.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import styles from './form.module.css'
import { FormField } from './record-form.tsx'

/** A customer who never wrote: by phone, at the counter. */
export function NewCustomerPage() {
  const { t } = useTranslation(['customers', 'translation'])
  const fields = useCustomerFields()
  const words = useProblemWords()
  const navigate = useNavigate()
  const [clientId] = useState(makeClientId)
  const [values, setValues] = useState<Record<string, string>>({})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [saving, setSaving] = useState(false)
  const create = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    try {
      const filled = Object.entries(values).filter(([, text]) => text.trim() !== '')
      const { id } = await customersApi.create({ clientId, values: Object.fromEntries(filled) })
      void navigate({ to: '/customers/$id', params: { id }, replace: true, ignoreBlocker: true })
    } catch (error) {
      const found = problemsIn(error)
      setProblems(Object.fromEntries(found.map(({ field, problem }) => [field, words(problem)])))
      if (found.length === 0)
        notifyProblem(t('notSaved'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
      setSaving(false)
    }
  }
  return (
    <Page title={t('new')} width="reading">
      <Card id="new-customer" title={t('newCard')}>
        <form onSubmit={(event) => void create(event)}>
          <Unsaved dirty={Object.values(values).some((text) => text.trim() !== '')} />
          <div className={styles.fields}>
            {fields.map((field) => (
              <FormField
                key={field.id}
                field={field}
                value={values[field.id] ?? ''}
                problem={problems[field.id]}
                onChange={(text) => setValues({ ...values, [field.id]: text })}
              />
            ))}
          </div>
          <div className={styles.end}>
            <Button variant="default" component={Link} to="/customers">
              {t('translation:common.cancel')}
            </Button>
            <Button type="submit" loading={saving}>
              {t('create')}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  )
}
