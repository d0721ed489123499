import { summarise } from '@parley/nlp-models'
import { table } from '../../lib/table.ts'
import { UsageError } from '../../lib/tool.ts'
import { say } from '../say.ts'
import { judgeAsked } from './asked.ts'
import { type Conversation, halfOf, readConversations } from './conversations.ts'
import { judgeOpen } from './open.ts'
import { judgeReplies } from './replies.ts'

export interface SummaryFlags {
  readonly data: string
}

/** No conversation of it was looked at before the figures. */
const HELD_OUT = 'multidogo_insurance'
const SIZES = [10, 100]

/** Summaries and suggested replies on real conversations, beside what needs no understanding. */
export async function benchSummary({ data }: SummaryFlags): Promise<void> {
  if (data === '') throw new UsageError('Which conversations? --data FOLDER with dialogues/*.jsonl.')
  const all = await readConversations(data)
  const reported = all.filter((one) => one.domain === HELD_OUT || halfOf(one) === 'report')
  say(`${all.length} conversations, ${reported.length} of them are reported`)
  const asked = Object.fromEntries(
    domainsOf(reported).map((domain) => [
      domain,
      judgeAsked(reported.filter((one) => one.domain === domain)),
    ]),
  )
  for (const [domain, ways] of Object.entries(asked))
    printWays(
      `${domain}${domain === HELD_OUT ? ' (held out)' : ''}`,
      ['conversations', 'best', 'of three', 'matters'],
      ways,
    )
  const both = all.filter(({ turns }) => turns.some(({ from }) => from === 'agent'))
  const open = judgeOpen(both.filter((one) => halfOf(one) === 'report'))
  printWays('open questions', ['conversations', 'found', 'wrong'], open)
  const past = both.filter((one) => halfOf(one) === 'choose')
  const replies = Object.fromEntries(
    SIZES.map((size) => {
      say(`replies among ${size}`)
      return [
        size,
        judgeReplies(
          past,
          both.filter((one) => halfOf(one) === 'report'),
          size,
        ),
      ]
    }),
  )
  for (const [size, { exchanges, byRanker }] of Object.entries(replies))
    printWays(`reply of ${size}, ${exchanges} exchanges`, ['recall@1', 'recall@3'], byRanker)
  const cost = costOf(reported)
  console.log(`\n${cost.toFixed(2)} ms of processor time a conversation`)
  console.log(
    JSON.stringify({ bench: 'summary', asked, open, replies, msPerConversation: cost }, (_, value) =>
      rounded(value),
    ),
  )
}

function domainsOf(conversations: readonly Conversation[]): readonly string[] {
  return [...new Set(conversations.map(({ domain }) => domain))]
}

/** One row a way; counts stay, fractions are printed as percentages. */
function printWays(title: string, columns: readonly string[], ways: Readonly<Record<string, object>>): void {
  const rows = Object.entries(ways).map(([name, figures]) => [
    name,
    ...Object.values(figures).map((value: number) =>
      Number.isInteger(value) && value > 1 ? value : (value * 100).toFixed(1),
    ),
  ])
  console.log(`\n${table([title, ...columns], rows)}`)
}

function costOf(conversations: readonly Conversation[]): number {
  const before = process.cpuUsage()
  for (const { turns } of conversations) summarise(turns)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / Math.max(1, conversations.length)
}

function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value
}
