import { writeFile } from 'node:fs/promises'
import { groupBy } from '../../lib/group-by.ts'
import { table } from '../../lib/table.ts'
import { countVerdicts, type Outcome, VERDICTS, type Verdict } from './verdict.ts'

const TITLES: Readonly<Record<Exclude<Verdict, 'passed' | 'skipped'>, string>> = {
  refused: 'Refused by the store',
  different: 'Different, as the README says',
  wrong: 'Wrong',
}

/** What a person reads: names of all that did not pass, skipped ones by reason, and the counts. */
export function describeOutcomes(outcomes: readonly Outcome[]): string {
  const sections: string[] = []
  const skipped = outcomes.filter(({ verdict }) => verdict === 'skipped')
  const reasons = [...groupBy(skipped, ({ reason }) => reason ?? 'no reason given')]
  if (reasons.length > 0) {
    const rows = reasons
      .map(([reason, tests]): [string, number] => [reason, tests.length])
      .sort(([, a], [, b]) => b - a)
    sections.push(`Skipped\n${table(['reason', 'tests'], rows)}`)
  }
  for (const verdict of ['refused', 'different', 'wrong'] as const) {
    const of = outcomes.filter((outcome) => outcome.verdict === verdict)
    if (of.length > 0) sections.push(`${TITLES[verdict]} (${of.length})\n${byFile(of)}`)
  }
  const counts = countVerdicts(outcomes)
  sections.push(
    table(
      ['verdict', 'tests'],
      VERDICTS.map((verdict) => [verdict, counts[verdict]]),
    ),
  )
  return sections.join('\n\n')
}

function byFile(outcomes: readonly Outcome[]): string {
  return [...groupBy(outcomes, ({ file }) => file)]
    .map(([file, tests]) =>
      [file, ...tests.map(({ name, reason }) => `  ${name}${reason ? `\n    ${reason}` : ''}`)].join('\n'),
    )
    .join('\n')
}

/**
 * Prints the report, the counts as JSON last, and keeps all outcomes in a file if one is named.
 * @returns the exit code: 0 only when nothing is wrong
 */
export async function report(outcomes: readonly Outcome[], file: string | undefined): Promise<number> {
  const counts = countVerdicts(outcomes)
  if (file !== undefined)
    await writeFile(file, `${JSON.stringify({ ...counts, tests: outcomes }, null, 2)}\n`)
  console.log(describeOutcomes(outcomes))
  console.log(`\n${JSON.stringify(counts)}`)
  return counts.wrong === 0 ? 0 : 1
}
