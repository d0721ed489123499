import { Button, NativeSelect, Textarea } from '@mantine/core'
import type { TryAnswer } from '@parley/server/contract'
import { IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { codeOf } from '../../lib/api-error.ts'
import { languageName, moodScore, percent } from '../../lib/format.ts'
import { overviewQuery, training } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MoodFace } from '../../ui/mood-face.tsx'
import { Card, Page } from '../../ui/page.tsx'
import '../../ui/mantine-input.css'
import { TrainerNav } from './trainer-nav.tsx'
import styles from './try-page.module.css'
import { useMeaning } from './use-intents.ts'
import { useKindName } from './use-kind-name.ts'
import { WhyWords } from './why-words.tsx'

/** A text goes in; what the model makes of it comes out, word by word. */
export function TryPage() {
  const { t } = useTranslation(['trainer', 'translation'])
  const overview = useQuery(overviewQuery)
  const [text, setText] = useState('')
  const [version, setVersion] = useState('')
  const run = useMutation({ mutationFn: training.tryText })
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const wanted = text.trim()
    if (wanted) run.mutate(version ? { text: wanted, version } : { text: wanted })
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <Page title={t('try.title')} hint={t('try.hint')} side={<TrainerNav />}>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          className={styles.text}
          label={t('try.text')}
          placeholder={t('try.placeholder')}
          maxLength={2000}
          autosize
          minRows={2}
          maxRows={6}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={handleKey}
        />
        <NativeSelect
          label={t('try.version')}
          value={version}
          data={[
            { value: '', label: `${overview.data?.inUse ?? ''} · ${t('state.in_use')}` },
            ...(overview.data?.versions ?? [])
              .filter(({ state }) => state !== 'in_use')
              .map(({ id, state }) => ({ value: id, label: `${id} · ${t(`state.${state}`)}` })),
          ]}
          onChange={(event) => setVersion(event.currentTarget.value)}
        />
        <Button type="submit" loading={run.isPending}>
          {t('try.run')}
        </Button>
      </form>
      {run.isError && <p className={styles.problem}>{t(`translation:errors.${codeOf(run.error)}`)}</p>}
      {run.data ? (
        <Answer answer={run.data} />
      ) : (
        <EmptyState icon={<IconFlask size={24} aria-hidden="true" />} title={t('try.empty')}>
          {t('try.emptyHint')}
        </EmptyState>
      )}
    </Page>
  )
}

const verdictTones: Record<TryAnswer['verdict'], Tone> = {
  answer: 'pos',
  offer: 'warn',
  misunderstood: 'neg',
}

function Answer({ answer }: { answer: TryAnswer }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  return (
    <div className={styles.grid} role="status">
      <Card
        id="candidates"
        title={t('try.candidates')}
        aside={<Chip tone={verdictTones[answer.verdict]}>{t(`try.verdict.${answer.verdict}`)}</Chip>}
      >
        <ul className={styles.bars}>
          {answer.intents.slice(0, 6).map(({ intent, confidence }) => (
            <li key={intent} className={styles.bar}>
              <span title={intent}>{meaning(intent)}</span>
              <span className={styles.track} aria-hidden="true">
                <span style={{ width: `${confidence * 100}%` }} data-sure={confidence >= answer.threshold} />
              </span>
              <span className="tabular">{percent(confidence, language)}</span>
            </li>
          ))}
        </ul>
        <p className={styles.quiet}>{t('try.threshold', { percent: percent(answer.threshold, language) })}</p>
      </Card>
      <Reading answer={answer} />
      {answer.why.map((why) => (
        <Card
          key={why.intent}
          id={`why-${why.intent}`}
          title={t('try.whyIntent', { intent: meaning(why.intent) })}
          aside={t('try.score', { score: why.score.toFixed(2) })}
        >
          <WhyWords why={why} />
        </Card>
      ))}
      <Nearest answer={answer} />
    </div>
  )
}

function Reading({ answer }: { answer: TryAnswer }) {
  const { t } = useTranslation(['trainer', 'translation'])
  const language = useLanguage()
  const kindName = useKindName()
  return (
    <Card id="reading" title={answer.version}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('try.mood')}</dt>
          <dd>
            <MoodFace label={answer.mood.label} /> {moodScore(answer.mood.score)}
          </dd>
        </div>
        <div>
          <dt>{t('try.scope')}</dt>
          <dd>{percent(answer.inScope, language)}</dd>
        </div>
        <div>
          <dt>{t('try.language')}</dt>
          <dd>{languageName(answer.language, language)}</dd>
        </div>
        <div>
          <dt>{t('try.entities')}</dt>
          <dd>
            {answer.entities.length === 0
              ? t('try.noEntities')
              : answer.entities
                  .map(({ kind, text }) => t('try.found', { kind: kindName(kind), text }))
                  .join(', ')}
          </dd>
        </div>
      </dl>
    </Card>
  )
}

function Nearest({ answer }: { answer: TryAnswer }) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  return (
    <Card id="nearest" title={t('try.nearest')}>
      <ul className={styles.nearest}>
        {answer.nearest.map(({ text, intent, similarity }) => (
          <li key={text}>
            <q>{text}</q>
            <Chip title={intent}>{meaning(intent)}</Chip>
            <span className="tabular" title={t('try.similarity')}>
              {percent(similarity, language)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
