import type { HandoffReason } from '../../server/src/contract/index.ts'
import { type CpuUse, describeLoad } from '../lib/cpu-meter.ts'
import { percentile, rounded } from '../lib/numbers.ts'
import { table } from '../lib/table.ts'
import type { Comparison, Finding, Verdict } from './compare.ts'
import type { Control } from './control.ts'
import type { CustomerRun } from './customer.ts'
import type { Fault } from './faults.ts'
import type { RecordedThread } from './record.ts'

export interface Outcome {
  customers: readonly CustomerRun[]
  records: readonly RecordedThread[]
  comparison: Comparison
  verdict: Verdict
  control: Control | undefined
  faults: readonly Fault[]
  found: Readonly<{ event: number; asked: number }>
  seconds: number
  cpu: CpuUse
}

export interface Summary {
  conversations: number
  messages: number
  answered: number
  handedOff: number
  reasons: Partial<Record<HandoffReason, number>>
  neverServed: number
  seenByAgent: number
  turnMs: { p50: number; p99: number }
  lost: number
  duplicated: number
  misordered: number
}

const SHOWN_FINDINGS = 12
const STEPS_AFTER = 6

export function summarise(outcome: Outcome, language?: 'en' | 'zh'): Summary {
  const customers = outcome.customers.filter((one) => language === undefined || one.language === language)
  const threads = new Set(customers.map(({ thread }) => thread))
  const records = outcome.records.filter(({ thread }) => threads.has(thread))
  const here = ({ thread }: { thread: string }): boolean => threads.has(thread)
  const times = customers.flatMap(({ turnMs }) => turnMs)
  const { verdict, comparison } = outcome
  const messages = comparison.acked.filter((one) => here(one) && one.sender === 'customer').length
  return {
    conversations: customers.length,
    messages,
    answered: messages - records.reduce((sum, record) => sum + unansweredIn(record).length, 0),
    handedOff: customers.filter(({ handedOff }) => handedOff).length,
    reasons: reasonsOf(records),
    neverServed: customers.filter(({ handedOff, served }) => handedOff && !served).length,
    seenByAgent: seenIn(comparison, here),
    turnMs: { p50: rounded(percentile(times, 0.5)), p99: rounded(percentile(times, 0.99)) },
    lost: verdict.lost.filter(here).length,
    duplicated: verdict.duplicated.filter(here).length,
    misordered: verdict.misordered.filter(here).length,
  }
}

export function printReport(outcome: Outcome): void {
  const rows = ([['en', 'en'], ['zh', 'zh'], ['total']] as const).map(([name, language]) => {
    const one = summarise(outcome, language)
    const { p50, p99 } = one.turnMs
    const counts = [one.lost, one.duplicated, one.misordered]
    const people = [one.handedOff, one.neverServed, one.seenByAgent]
    return [name, one.conversations, one.messages, one.answered, ...people, p50, p99, ...counts]
  })
  const head = ['', 'conversations', 'messages', 'answered', 'handed off', 'never served', 'seen by agent']
  console.log(`\n${table([...head, 'p50 ms', 'p99 ms', 'lost', 'doubled', 'misordered'], rows)}`)
  printReasons(outcome)
  printFaults(outcome.faults)
  printFindings(outcome)
  console.log(
    `\nviews compared: ${outcome.records.length} threads in the record, ${outcome.comparison.widgets.length} widgets, ` +
      `${outcome.comparison.consoles.length} openings in consoles; ${outcome.comparison.acked.length} acknowledgements; ` +
      `${outcome.customers.reduce((sum, { resends }) => sum + resends, 0)} resends; ${rounded(outcome.seconds, 1)} s`,
  )
  const { event, asked } = outcome.found
  console.log(
    `conversations that agents took: ${event} told by an event, ${asked} found only by asking for the list`,
  )
  console.log(describeLoad(outcome.cpu))
  if (outcome.control) {
    const { lost, duplicated, misordered } = outcome.control
    console.log(
      `control (a message taken out, put in twice, swapped in a copy of the record): lost ${lost}, duplicated ${duplicated}, misordered ${misordered}`,
    )
  }
}

function printReasons(outcome: Outcome): void {
  const reasons = Object.entries(summarise(outcome).reasons).sort((a, b) => b[1] - a[1])
  if (reasons.length > 0)
    console.log(`\nhandoffs by reason: ${reasons.map(([reason, count]) => `${reason} ${count}`).join(', ')}`)
}

function printFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return
  const rows = faults.map(({ at, what, readyMs, ackMs, failedStarts }) => [
    what,
    `${rounded(at * 100)} %`,
    rounded(readyMs),
    ackMs === undefined ? '-' : rounded(ackMs),
    failedStarts,
  ])
  console.log(
    `\n${table(['fault', 'of all messages', 'ready after ms', 'next ack after ms', 'failed starts'], rows)}`,
  )
}

function printFindings({ verdict, customers, records }: Outcome): void {
  for (const kind of ['lost', 'duplicated', 'misordered'] as const) {
    const findings: readonly Finding[] = verdict[kind]
    for (const { thread, view, what } of findings.slice(0, SHOWN_FINDINGS))
      console.log(`${kind}: ${what}, in the ${view} of ${thread}`)
    if (findings.length > SHOWN_FINDINGS) console.log(`${kind}: and ${findings.length - SHOWN_FINDINGS} more`)
  }
  for (const record of records)
    for (const seq of unansweredIn(record))
      console.log(
        `message ${seq} of ${record.thread} was answered by nobody; after it: ${whatCameAfter(record, seq)}`,
      )
  for (const { thread, caughtUp, ended } of customers) {
    if (!caughtUp) console.log(`the widget of ${thread} did not reach the head`)
    else if (!ended) console.log(`nobody brought ${thread} to an end`)
  }
}

/** Messages that no decision of the bot names and that no words of an agent follow. */
function unansweredIn({ entries }: RecordedThread): number[] {
  const named = new Set(entries.flatMap(({ of = [] }) => of))
  const lastReply = entries.findLast(({ kind, sender }) => kind === 'message' && isAgent(sender))?.seq ?? 0
  return entries
    .filter(({ kind, sender }) => kind === 'message' && sender === 'customer')
    .flatMap(({ seq }) => (named.has(seq) || seq < lastReply ? [] : [seq]))
}

/** What came after a message, in the words of the log. */
function whatCameAfter({ bodies, entries }: RecordedThread, seq: number): string {
  const steps = bodies.slice(seq, seq + STEPS_AFTER).map((body, index) => {
    const sender = entries[seq + index]?.sender ?? ''
    if (body.kind === 'message') return `message of ${isAgent(sender) ? 'an agent' : sender}`
    return body.kind === 'assignment' ? body.change : body.kind === 'status' ? body.to : body.kind
  })
  return steps.join(', ') || 'nothing'
}

function isAgent(sender: string): boolean {
  return !['customer', 'bot', 'system'].includes(sender)
}

function reasonsOf(records: readonly RecordedThread[]): Partial<Record<HandoffReason, number>> {
  const counts: Partial<Record<HandoffReason, number>> = {}
  for (const { bodies } of records)
    for (const body of bodies)
      if (body.kind === 'handoff') counts[body.reason] = (counts[body.reason] ?? 0) + 1
  return counts
}

function seenIn({ consoles }: Comparison, here: (view: { thread: string }) => boolean): number {
  const seen = new Set<string>()
  for (const view of consoles.filter(here))
    for (const { sender, clientId } of view.lines)
      if (sender === 'customer' && clientId) seen.add(`${view.thread} ${clientId}`)
  return seen.size
}
