import { table } from '../lib/table.ts'
import { diagnose } from './diagnose.ts'
import type { Examined, HopName } from './hop.ts'

const what: Readonly<Record<HopName, string>> = {
  address: 'the web server answers',
  checks: 'the system finds nothing wrong with itself',
  door: 'a session and a live connection',
  accept: 'the message is stored and acknowledged',
  turn: 'a worker took it up and committed an answer',
  log: 'the log has all of it',
  live: 'the customer was told without asking',
}

const fromAck: ReadonlySet<HopName> = new Set(['turn', 'log', 'live'])

/** Prints the hops, what is wrong with what mends it, and last one JSON line. @returns whether nothing is wrong */
export function report(examined: Examined): boolean {
  const { url, results, left } = examined
  const problems = diagnose(examined)
  console.log(
    table(
      [url, '', 'ms'],
      results.map((result) => [
        `${result.name}: ${what[result.name]}${fromAck.has(result.name) ? ', from the acknowledgement' : ''}`,
        result.state === 'skipped' ? 'not tried' : result.state,
        result.state === 'ok' ? Math.round(result.ms) : '-',
      ]),
    ),
  )
  for (const { code, problem, mend, detail } of problems)
    console.log(`\n! ${code}${detail === undefined ? '' : ` (${detail})`}: ${problem}\n  ${mend}`)
  if (left !== undefined)
    console.log(
      `\nThe conversation ${left} stays in the inbox: only with the settings of the install can it be removed.`,
    )
  if (problems.length === 0) console.log('\nA customer who writes now is answered.')
  const ms = results.map((result) => [result.name, result.state === 'ok' ? Math.round(result.ms) : null])
  const healthy = problems.length === 0
  console.log(
    JSON.stringify({ healthy, hops: Object.fromEntries(ms), problems: problems.map(({ code }) => code) }),
  )
  return healthy
}
