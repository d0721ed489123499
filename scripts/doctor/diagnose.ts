import { FaultCode } from '../../server/src/contract/index.ts'
import { fault } from '../../server/src/health/fault.ts'
import type { Examined, HopResult, Problem } from './hop.ts'

/** What only somebody notices who comes from outside. */
const words: Readonly<Record<string, readonly [problem: string, mend: string]>> = {
  nothing_runs: [
    'Nothing answers at this address.',
    'Start Parley (npm start, or its unit), or say with --url where it runs.',
  ],
  no_such_host: [
    'There is no machine of this name.',
    'Look at --url, or PARLEY_PUBLIC_URL, for a misspelt name.',
  ],
  no_response: [
    'Something takes the connection and does not answer.',
    'Look whether the process hangs or a firewall is in between; a restart of it loses no message.',
  ],
  not_parley: [
    'Another program answers at this address.',
    'Say with --url where Parley runs; behind a proxy, look where it sends /health and /widget.',
  ],
  bad_certificate: [
    'The certificate of this address is not valid.',
    'Renew it at the proxy that ends https, or use the address that the certificate names.',
  ],
  no_widget: [
    'There is no such widget through which a customer could write.',
    'Make one in the console under Admin, Widget, or name one with --account.',
  ],
  other_install: [
    'The system at this address belongs to another install than these settings.',
    'Give the settings of that install (PARLEY_MASTER_KEY, MONGODB_URI), or none and --account.',
  ],
  too_many_requests: [
    'The door refuses because too many sessions were opened from this address.',
    'Wait a minute and try again.',
  ],
  door_refused: [
    'The door refuses new customers.',
    'The code says why; the log of the web process says more.',
  ],
  no_live_connection: [
    'The web server answers, but no live connection comes about.',
    'Let the proxy in front pass WebSocket upgrades to /socket.io.',
  ],
  not_acknowledged: [
    'The message was sent and never acknowledged.',
    'Look for the slow part: the log of the web process, and the disk of the store.',
  ],
  not_told: [
    'The answer is stored, but the customer was not told of it until they asked.',
    'Look whether all processes have the same REDIS_URL, and whether redis.lost stands in their logs.',
  ],
}

/** What explains a hop that failed, if the system says so itself: then the hop adds nothing. */
const explained: Readonly<Record<string, readonly string[]>> = {
  store_away: ['store_away'],
  not_acknowledged: ['store_away', 'disk_full'],
  no_live_connection: ['store_away'],
  not_answered: ['worker_away', 'store_away'],
  handed_off: ['model_missing'],
  not_logged: ['worker_away', 'store_away'],
  not_told: ['redis_away', 'store_away'],
}

/** Who is there is asked of the store: while that is away, nobody knows. */
const hidden: Readonly<Record<string, readonly string[]>> = { worker_away: ['store_away'] }

/** What is wrong, worst first, each once: what the system says of itself, and what only its customer noticed. */
export function diagnose({ results, told = [] }: Examined): Problem[] {
  const known = new Set<string>(told.map(({ code }) => code))
  const noticed = results.flatMap((result) => problemOf(result) ?? [])
  const own = noticed.filter(
    ({ code }) => !known.has(code) && !(explained[code] ?? []).some((cause) => known.has(cause)),
  )
  const ofSystem = told
    .filter(({ code }) => !(hidden[code] ?? []).some((cause) => known.has(cause)))
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(({ code, problem, mend, detail }) => ({ code, problem, mend, detail }))
  return [...ofSystem, ...own]
}

function problemOf(result: HopResult): Problem | undefined {
  if (result.state !== 'failed') return undefined
  const { why, detail } = result
  // The checks speak for themselves.
  if (why === 'unwell') return undefined
  if (why === 'store_unavailable') return fault('store_away')
  const known = FaultCode.safeParse(why)
  if (known.success) return fault(known.data, detail)
  const found = words[why]
  const [problem, mend] = found ?? words['door_refused'] ?? ['', '']
  return { code: found ? why : 'door_refused', problem, mend, detail: detail ?? (found ? undefined : why) }
}
