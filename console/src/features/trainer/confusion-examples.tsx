import { Button } from '@mantine/core'
import type { VersionDetail } from '@parley/server/contract'
import { useQuery } from '@tanstack/react-query'
import { percent } from '../../lib/format.ts'
import { examplesQuery } from '../../lib/training-api.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { pairsBehind } from './confusion.ts'
import styles from './confusion-examples.module.css'
import { useGroupName, useGroupOf, useMeaning } from './use-intents.ts'

const PAIRS_SHOWN = 12

interface ConfusionExamplesProps {
  version: string
  confusion: VersionDetail['confusion']
  chosen: { row: string; column: string } | undefined
  /** Looks into a group; absent where the grid already does. */
  onZoom: ((group: string) => void) | undefined
}

/** What lies behind a cell: the pairs of intents, and the very utterances. */
export function ConfusionExamples({ version, confusion, chosen, onZoom }: ConfusionExamplesProps) {
  const { t } = useTranslation('trainer')
  const groupOf = useGroupOf()
  const groupName = useGroupName()
  if (!chosen) return <p className={styles.pick}>{t('confusion.pick')}</p>
  // A name of the grid is an intent or a whole group.
  const within = (name: string) => (intent: string) => intent === name || groupOf(intent) === name
  const pairs = pairsBehind(confusion, within(chosen.row), within(chosen.column))
  const count = pairs.reduce((sum, pair) => sum + pair.count, 0)
  const total = pairsBehind(confusion, within(chosen.row), () => true).reduce(
    (sum, pair) => sum + pair.count,
    0,
  )
  return (
    <ScrollBox className={styles.root} labelledBy="cell-title">
      <h3 id="cell-title" className={styles.title}>
        {t('confusion.meantSaid', { meant: groupName(chosen.row), said: groupName(chosen.column) })}
      </h3>
      <p className={styles.count}>{t('confusion.count', { count, total })}</p>
      {onZoom && pairs.some(({ meant }) => meant !== chosen.row) && (
        <Button size="compact-sm" variant="default" onClick={() => onZoom(chosen.row)}>
          {t('confusion.zoom', { group: groupName(chosen.row) })}
        </Button>
      )}
      {count === 0 && <p className={styles.pick}>{t('confusion.nothing')}</p>}
      {pairs.slice(0, PAIRS_SHOWN).map(({ meant, said }) => (
        <Pair
          key={`${meant} ${said}`}
          version={version}
          meant={meant}
          said={said}
          named={pairs.length > 1 || meant !== chosen.row || said !== chosen.column}
        />
      ))}
    </ScrollBox>
  )
}

function Pair({
  version,
  meant,
  said,
  named,
}: {
  version: string
  meant: string
  said: string
  named: boolean
}) {
  const { t } = useTranslation('trainer')
  const language = useLanguage()
  const meaning = useMeaning()
  const { data } = useQuery(examplesQuery(version, meant, said))
  return (
    <>
      {named && (
        <h4 className={styles.pair}>
          {meant === said
            ? meaning(meant)
            : t('confusion.meantSaid', { meant: meaning(meant), said: meaning(said) })}
        </h4>
      )}
      <ul className={styles.list}>
        {data?.map((example) => (
          <li key={`${example.source} ${example.text}`} lang={example.language}>
            <q>{example.text}</q>
            <span className="tabular">{percent(example.confidence, language)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
