import { Button, Textarea, TextInput } from '@mantine/core'
import type { ArticleContent } from '@parley/server/contract'
import { toPlainText } from '@parley/server/contract/rules'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from '../../lib/use-translation.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Card } from '../../ui/page.tsx'
import styles from './knowledge.module.css'

const empty: ArticleContent = { title: '', body: '', links: [] }

/** One language of an article, and how the customer reads it in the chat. */
export function ArticleSide({
  language,
  content,
  disabled,
  onChange,
}: {
  language: 'en' | 'zh'
  content: ArticleContent | undefined
  disabled: boolean
  onChange: (content: ArticleContent) => void
}) {
  const { t } = useTranslation('content')
  const { title, body, links } = content ?? empty
  const change = (part: Partial<ArticleContent>) => onChange({ ...(content ?? empty), ...part })
  const lang = language === 'zh' ? 'zh-CN' : 'en'
  const missing = title.trim() === '' && body.trim() === ''
  return (
    <Card
      title={t(`knowledge.language.${language}`)}
      id={`article-${language}`}
      aside={missing ? t(`knowledge.missingIn.${language}`) : undefined}
    >
      <div className={styles.form}>
        <TextInput
          label={t('knowledge.titleOf')}
          lang={lang}
          maxLength={160}
          disabled={disabled}
          value={title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label={t('knowledge.body')}
          description={t('knowledge.bodyHint')}
          lang={lang}
          rows={9}
          maxLength={8000}
          disabled={disabled}
          value={body}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
        {links.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: links have no name of their own and are changed in place
          <div key={index} className={styles.pair}>
            <TextInput
              label={t('knowledge.linkLabel')}
              maxLength={80}
              disabled={disabled}
              value={link.label}
              onChange={(event) =>
                change({ links: replaced(links, index, { ...link, label: event.currentTarget.value }) })
              }
            />
            <TextInput
              label={t('knowledge.linkUrl')}
              type="url"
              disabled={disabled}
              value={link.url}
              onChange={(event) =>
                change({ links: replaced(links, index, { ...link, url: event.currentTarget.value }) })
              }
              rightSection={
                <IconButton
                  label={t('remove', { name: link.label || link.url })}
                  onClick={() => change({ links: links.filter((_, at) => at !== index) })}
                >
                  <IconTrash size={15} />
                </IconButton>
              }
            />
          </div>
        ))}
        {!disabled && links.length < 8 && (
          <div>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => change({ links: [...links, { label: '', url: 'https://' }] })}
            >
              {t('knowledge.addLink')}
            </Button>
          </div>
        )}
        {!missing && (
          <div>
            <p className={styles.label}>{t('knowledge.preview')}</p>
            <div className={styles.bubble} lang={lang}>
              {[toPlainText(body), ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n')}
            </div>
          </div>
        )}
      </div>
    </Card>
  )
}

function replaced<T>(all: readonly T[], index: number, one: T): T[] {
  return all.map((each, at) => (at === index ? one : each))
}
