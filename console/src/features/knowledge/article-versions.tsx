import { Button } from '@mantine/core'
import type { ArticleContent } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { articleVersionsQuery } from '../../lib/content-api.ts'
import { fullTime } from '../../lib/format.ts'
import { colleaguesQuery } from '../../lib/session.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip } from '../../ui/chip.tsx'
import { Card } from '../../ui/page.tsx'
import styles from './knowledge.module.css'

/** What was published, newest first; an older text goes back into the editor, not straight to customers. */
export function ArticleVersions({
  id,
  onRestore,
}: {
  id: string
  onRestore?: (language: 'en' | 'zh', content: ArticleContent) => void
}) {
  const { t } = useTranslation('content')
  const language = useLanguage()
  const versions = useQuery(articleVersionsQuery(id)).data ?? []
  const colleagues = useQuery(colleaguesQuery).data ?? []
  if (versions.length === 0) return null
  return (
    <Card title={t('knowledge.versions')} id="article-versions">
      <ul>
        {versions.map((version) => (
          <li key={version.id} className={styles.version}>
            <details>
              <summary>
                {t('knowledge.version', {
                  number: version.number,
                  language: t(`knowledge.language.${version.language}`),
                })}
                {version.at !== undefined && ` · ${fullTime(version.at, language)}`}
                {version.by && ` · ${colleagues.find((one) => one.id === version.by)?.name ?? t('somebody')}`}
              </summary>
              <p className={styles.label}>{version.title}</p>
              <div className={styles.bubble} lang={version.language === 'zh' ? 'zh-CN' : 'en'}>
                {version.body}
              </div>
            </details>
            {version.live && <Chip tone="pos">{t('knowledge.isLive')}</Chip>}
            {onRestore && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  const { title, body, links } = version
                  onRestore(version.language, { title, body, links })
                }}
              >
                {t('knowledge.restore', { number: version.number })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
