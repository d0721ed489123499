import type { CustomerProfile } from '@parley/server/contract'
import { useQueryClient } from '@tanstack/react-query'
import { codeOf } from '../../lib/api-error.ts'
import { customersApi } from '../../lib/customers-api.ts'
import { customerQuery, useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { notifyProblem } from '../../ui/notify.ts'
import styles from './profile-panel.module.css'
import { TagEditor } from './tag-editor.tsx'

export function TagsSection({ profile }: { profile: CustomerProfile }) {
  const { t } = useTranslation(['profile', 'translation'])
  const queryClient = useQueryClient()
  const editable = useSession().permissions.includes('customer.write')
  const { queryKey } = customerQuery(profile.id)
  const put = (tags: string[]) => queryClient.setQueryData(queryKey, { ...profile, tags })
  const change = async (change: { add?: string[]; remove?: string[] }, tags: string[]) => {
    // Shown at once; a refusal brings the truth back.
    put(tags)
    try {
      await customersApi.tag({ ids: [profile.id], ...change })
    } catch (error) {
      notifyProblem(t('tagsFailed'), t(`translation:errors.${codeOf(error)}`), t('translation:common.close'))
    }
    await queryClient.invalidateQueries({ queryKey })
  }
  return (
    <section className={styles.section} aria-labelledby="profile-tags">
      <h3 id="profile-tags">{t('tags')}</h3>
      <TagEditor
        tags={profile.tags}
        editable={editable}
        onAdd={(tag) => void change({ add: [tag] }, [...profile.tags, tag])}
        onRemove={(tag) =>
          void change(
            { remove: [tag] },
            profile.tags.filter((each) => each !== tag),
          )
        }
      />
    </section>
  )
}
