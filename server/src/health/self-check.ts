import type { HealthReport } from '../contract/index.ts'
import type { Logger } from '../log.ts'

/** Others may start after this process: that they are not there yet is no news. */
const MAY_COME_LATER: ReadonlySet<string> = new Set(['worker'])

/** Says once, at the start, what this process and those it depends on are not set up for. */
export async function selfCheck(
  report: () => Promise<HealthReport>,
  log: Pick<Logger, 'warn'>,
): Promise<void> {
  const { problems } = await report()
  for (const { name, ...found } of problems)
    if (!MAY_COME_LATER.has(name)) log.warn({ event: 'self_check', check: name, ...found })
}
