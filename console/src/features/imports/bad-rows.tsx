import { Button } from '@mantine/core'
import type { BadRow, ImportDetail } from '@parley/server/contract'
import { IconDownload } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { badRowsAddress, badRowsQuery } from '../../lib/imports-api.ts'
import { isOfValues, useProblemWords } from '../../lib/problem-words.ts'
import { useLanguage } from '../../lib/use-format.ts'
import { useTranslation } from '../../lib/use-translation.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { Card } from '../../ui/page.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import styles from './imports.module.css'

const CELLS_SHOWN = 6

/** Each row that was not taken over, with its line, its reasons and what stands there. */
export function BadRows({ detail, phase }: { detail: ImportDetail; phase: 'check' | 'import' }) {
  const { t } = useTranslation('imports')
  const language = useLanguage()
  const query = useInfiniteQuery(badRowsQuery(detail.id, phase, detail.task?.id ?? ''))
  const heads = query.data?.pages[0]?.heads ?? []
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <Card id="bad-rows" title={t('bad')} aside={t('badKept')}>
      {query.error && rows.length === 0 ? (
        <ErrorState title={t('failed')} error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className={styles.stack}>
          <ScrollBox labelledBy="bad-rows" className={styles.tableBox}>
            <table className={styles.table} aria-label={t('bad')} aria-busy={query.isPending}>
              <thead>
                <tr>
                  <th scope="col">{t('line')}</th>
                  <th scope="col">{t('what')}</th>
                  <th scope="col">{t('cells')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.line} row={row} heads={heads} />
                ))}
              </tbody>
            </table>
          </ScrollBox>
          <div className={styles.buttons}>
            {query.hasNextPage && (
              <Button
                variant="subtle"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t('moreBad')}
              </Button>
            )}
            <Button
              variant="default"
              component="a"
              href={badRowsAddress(detail.id, language)}
              download
              leftSection={<IconDownload size={16} stroke={1.8} aria-hidden="true" />}
            >
              {t('download')}
            </Button>
          </div>
        </div>
      )}
    </Card>
  )
}

function Row({ row: { line, problems, cells }, heads }: { row: BadRow; heads: readonly string[] }) {
  const { t } = useTranslation('imports')
  const words = useWords()
  const filled = cells.filter((cell) => cell.trim() !== '')
  return (
    <tr>
      <td className={styles.number}>
        <span className={styles.underHead}>{line}</span>
        <span className={styles.byItself}>{t('lineNumber', { line })}</span>
      </td>
      <td>
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={`${problem.problem}:${problem.column ?? ''}`}>
              {problem.column === undefined
                ? words(problem)
                : t('inColumn', {
                    column: heads[problem.column] || t('unnamed', { number: problem.column + 1 }),
                    problem: words(problem),
                  })}
            </li>
          ))}
        </ul>
      </td>
      <td className={styles.cells} title={filled.join(' · ').slice(0, 500)}>
        {filled.slice(0, CELLS_SHOWN).join(' · ').slice(0, 160)}
      </td>
    </tr>
  )
}

/** What is wrong with a cell is said as in an edit by hand; what only files have, in words of their own. */
function useWords(): (problem: BadRow['problems'][number]) => string {
  const { t } = useTranslation('imports')
  const byHand = useProblemWords()
  return ({ problem, other }) =>
    isOfValues(problem) ? byHand(problem) : t(`problem.${problem}`, { other, defaultValue: byHand(problem) })
}
