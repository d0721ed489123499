import { startCpuMeter } from '../../lib/cpu-meter.ts'
import { openProductStore } from '../../lib/product-store.ts'
import { seedShop } from '../../lib/seed-shop.ts'
import { buildServer, startStack } from '../../lib/stack.ts'
import type { Tool } from '../../lib/tool.ts'
import type { CustomerRun } from '../../replay/customer.ts'
import { hireAgents } from '../../replay/team.ts'
import { startBaseline } from '../baseline.ts'
import { keptOf } from '../kept.ts'
import { openGauges } from '../live/gauges.ts'
import { say } from '../say.ts'
import { growthOf, latenessOf } from './figures.ts'
import { report } from './report.ts'
import { type Pace, runTraffic, startEchoes } from './traffic.ts'
import { type Course, watchProcesses } from './watch.ts'

const AGENTS = 8
/** What a customer says, by the samples: the echo is asked as often. */
const MESSAGES = 6
const ECHO = 'the echo’s'

/** Steady traffic for minutes: what grows that should not, and how late event loops come. The echo is soaked beside it. */
export async function benchSoak(pace: Pace, tool: Tool): Promise<void> {
  await buildServer()
  const gauges = await openGauges(tool)
  say('starting the product and the echo')
  const shape = { name: 'bench-soak', web: 1, worker: 1, seed: seedShop, settings: gauges.settings }
  const stack = await startStack({ ...shape, defer: tool.defer })
  const store = await openProductStore(stack)
  tool.defer(() => store.close())
  const logins = await hireAgents(store, AGENTS)
  const echo = await startBaseline(tool, gauges.settings)
  const echoes = echo.processes.map(({ name, pid }) => ({ name: `${ECHO} ${name}`, pid }))
  const processes = [...stack.parts, ...echoes]
  const servers = stack.parts.filter(({ kind }) => kind === 'web' || kind === 'worker')
  const gauged = new Set([...servers.map(({ name }) => name), `${ECHO} echo`])
  say(`${pace.rate} customers a minute for ${pace.minutes} minutes; ${AGENTS} agents`)
  const watch = watchProcesses(processes, { gauges, gauged })
  const stopMeter = startCpuMeter(processes)
  const turns = await startEchoes(echo, pace.rate * MESSAGES)
  const traffic = await runTraffic(stack, logins, pace)
  const echoTurns = await turns.stop()
  const cpu = stopMeter()
  const courses = await watch.stop()
  say('comparing what was acknowledged with what everybody shows')
  // Who left before the end has not seen what came after: that is told as it is, and is no loss.
  const isWhole = ({ caughtUp, ended }: CustomerRun): boolean => caughtUp && ended
  const customers = traffic.customers.filter(isWhole)
  const kept = await keptOf(store, traffic.ledger, { customers, consoles: traffic.consoles })
  const spent = (isEchoes: boolean): number =>
    processes
      .filter(({ name }) => name.startsWith(ECHO) === isEchoes)
      .reduce((sum, { name }) => sum + (cpu.byName[name] ?? 0), 0)
  report({
    pace,
    growths: courses.flatMap((course) => growthsOf(course, gauged, pace.minutes)),
    lateness: courses
      .filter(({ name }) => gauged.has(name))
      .map((course) => ({ ...latenessOf(course, pace.minutes), judged: isJudged(course) })),
    kept,
    broken: [
      ...traffic.broken,
      ...traffic.customers
        .filter((run) => !isWhole(run))
        .map(({ thread }) => `nobody brought ${thread} to an end in time, and its customer left`),
    ],
    cpu,
    cpuPerTurn: {
      product: spent(false) / Math.max(1, kept.acknowledged),
      echo: spent(true) / Math.max(1, echoTurns),
    },
  })
}

/** The heap of those who have one that is looked into, else the memory; only the product has bars. */
function growthsOf(course: Course, gauged: ReadonlySet<string>, minutes: number) {
  const memory = growthOf(course, 'own memory', minutes)
  if (!gauged.has(course.name)) return [{ ...memory, judged: isJudged(course) }]
  const heap = growthOf(course, 'heap after GC', minutes)
  return [
    { ...heap, judged: isJudged(course) },
    { ...memory, judged: false },
  ]
}

function isJudged({ name }: Course): boolean {
  return !name.startsWith(ECHO)
}
