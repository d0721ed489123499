/** Processor time, in µs, for what is compiled on the way, and for what is measured. */
const WARM_US = 1e6
const MEASURED_US = 3e6

/** How many of the items are read in a second of one core; by processor time, so that other work does not count. */
export function rateOf<Item>(items: readonly Item[], read: (item: Item) => unknown): number {
  roundsFor(WARM_US, items, read)
  const { done, us } = roundsFor(MEASURED_US, items, read)
  return (done * 1e6) / us
}

function roundsFor<Item>(least: number, items: readonly Item[], read: (item: Item) => unknown) {
  const before = process.cpuUsage()
  for (let done = 0; ; ) {
    for (const item of items) read(item)
    done += items.length
    const us = spentSince(before)
    if (us >= least) return { done, us }
  }
}

/** The same for what answers later and may be slow: it stops within the items. */
export async function slowRateOf<Item>(
  items: readonly Item[],
  read: (item: Item) => Promise<unknown>,
): Promise<number> {
  await slowRoundsFor(WARM_US, items, read)
  const { done, us } = await slowRoundsFor(MEASURED_US, items, read)
  return (done * 1e6) / us
}

async function slowRoundsFor<Item>(
  least: number,
  items: readonly Item[],
  read: (item: Item) => Promise<unknown>,
) {
  const before = process.cpuUsage()
  for (let done = 0; ; done++) {
    await read(items[done % items.length] as Item)
    const us = spentSince(before)
    if (us >= least) return { done: done + 1, us }
  }
}

function spentSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return user + system
}
