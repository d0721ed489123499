import { cores, cpuMsOf, cpuPressure, descendantsNamed, machineTime } from './proc.ts'

export interface CpuUse {
  /** ms of CPU by name. */
  readonly byName: Readonly<Record<string, number>>
  /** Share of all cores that was taken by anything else on the machine, 0 to 1. */
  readonly foreign: number
  /** Share of all cores that was busy, 0 to 1. */
  readonly busy: number
  /** Highest `some avg10` of /proc/pressure/cpu seen, in percent. */
  readonly pressure: number
}

const LOOK_MS = 250
const DRIVER = 'driver'

/**
 * Begins to take CPU time of processes, of this driver and of the whole machine; the answer ends it.
 * @param browser how the processes of a browser that this driver started are called: it has many, which come and go
 */
export function startCpuMeter(
  processes: readonly { name: string; pid(): number }[],
  browser?: string,
): () => CpuUse {
  const clocks = [
    ...processes.map(({ name, pid }) => ({ name, read: startClock(pid) })),
    ...(browser === undefined ? [] : [{ name: 'browser', read: startFamilyClock(browser) }]),
  ]
  const own = process.cpuUsage()
  const machine = machineTime()
  let pressure = cpuPressure()
  const look = (): void => {
    for (const { read } of clocks) read()
    pressure = Math.max(pressure, cpuPressure())
  }
  const timer = setInterval(look, LOOK_MS)
  timer.unref()
  return () => {
    clearInterval(timer)
    look()
    const used = clocks.map(({ name, read }): [string, number] => [name, read()])
    const driver = process.cpuUsage(own)
    const byName = Object.fromEntries([...used, [DRIVER, (driver.user + driver.system) / 1000]])
    const now = machineTime()
    const total = Math.max(1, now.total - machine.total)
    const busy = now.busy - machine.busy
    const known = Object.values(byName).reduce((sum, ms) => sum + ms, 0)
    return { byName, foreign: Math.max(0, busy - known) / total, busy: busy / total, pressure }
  }
}

/** CPU ms since the start, over restarts too: what a killed process used after the last look is not seen. */
function startClock(pidOf: () => number): () => number {
  let pid = pidOf()
  let last = cpuMsOf(pid)
  let used = 0
  return () => {
    if (pidOf() !== pid) {
      pid = pidOf()
      last = 0
    }
    const now = cpuMsOf(pid)
    used += Math.max(0, now - last)
    last = Math.max(last, now)
    return used
  }
}

/** CPU ms since the start of all descendants of that name; what one used after the last look at it is not seen. */
function startFamilyClock(name: string): () => number {
  const last = new Map(descendantsNamed(process.pid, name).map((pid) => [pid, cpuMsOf(pid)]))
  let used = 0
  return () => {
    for (const pid of descendantsNamed(process.pid, name)) {
      const [before, now] = [last.get(pid) ?? 0, cpuMsOf(pid)]
      used += Math.max(0, now - before)
      last.set(pid, Math.max(before, now))
    }
    return used
  }
}

/** One line that says how much a figure of time may be trusted. */
export function describeLoad({ busy, foreign, pressure, byName }: CpuUse): string {
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  const seconds = Object.entries(byName).map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)} s`)
  return (
    `machine: ${cores} cores, ${percent(busy)} busy, ${percent(foreign)} by processes that this tool did not start, ` +
    `CPU pressure up to ${Math.round(pressure)} %; CPU time: ${seconds.join(', ')}`
  )
}
