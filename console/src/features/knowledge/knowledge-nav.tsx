import { IconBook, IconMessage2Bolt } from '@tabler/icons-react'
import { useSession } from '../../lib/session.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { SideLink, SideNav } from '../../ui/side-nav.tsx'

/** The pages of the area. */
export function KnowledgeNav() {
  const { t } = useTranslation(['content', 'translation'])
  const { permissions } = useSession()
  return (
    <SideNav label={t('translation:areas.knowledge')}>
      <SideLink
        to="/knowledge"
        exact
        name={t('knowledge.articles')}
        icon={<IconBook size={16} aria-hidden="true" />}
      />
      {permissions.includes('canned.own') && (
        <SideLink
          to="/knowledge/canned"
          name={t('canned.title')}
          icon={<IconMessage2Bolt size={16} aria-hidden="true" />}
        />
      )}
    </SideNav>
  )
}
