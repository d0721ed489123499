import { setTimeout as delay } from 'node:timers/promises'

/**
 * Begins something at each of these times, in ms from now on, whatever became of what was begun before: who is late does
 * not slow down who comes next. Each is told when it was due, by `performance.now()`, which is what its times count from.
 * Resolves when all have ended.
 */
export async function openLoop(
  times: readonly number[],
  work: (index: number, due: number) => Promise<void>,
): Promise<void> {
  const start = performance.now()
  const running: Promise<void>[] = []
  for (const [index, time] of times.entries()) {
    const due = start + time
    const wait = due - performance.now()
    if (wait > 0) await delay(wait)
    const one = work(index, due)
    // Told at the end, together with the others.
    one.catch(() => undefined)
    running.push(one)
  }
  await Promise.all(running)
}

/** Those who are free; who is taken while nobody is comes as soon as somebody is given back. */
export function createPool<Member>(members: readonly Member[]) {
  const free = [...members]
  const waiting: ((member: Member) => void)[] = []
  return {
    take: (): Promise<Member> => {
      const member = free.shift()
      return member === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(member)
    },
    give(member: Member): void {
      const next = waiting.shift()
      if (next) next(member)
      else free.push(member)
    },
  }
}
