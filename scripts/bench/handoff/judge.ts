import type { Heard } from '../live/crowd-contract.ts'

/** Somebody asked for a person. */
export interface Asked {
  readonly thread: string
  /** When it was due, ms since the epoch. */
  readonly at: number
}

/** An offer as a console showed it. */
export interface ShownOffer {
  readonly thread: string
  readonly agent: string
  readonly at: number
}

export interface JudgedOffers {
  /** ms from asking to the offer on the console, of those that were shown. */
  readonly times: readonly number[]
  /** Wishes that no console showed before the customer wished again. */
  readonly unheard: number
  /** Offers that a console showed although the store offered the conversation to somebody else, or not at all. */
  readonly wrong: number
  /** Offers of the store that no console showed. */
  readonly unshown: number
}

/** What consoles showed, beside what was asked for and to whom the store says each thread was offered, in its order. */
export function judgeOffers(
  asked: readonly Asked[],
  shown: readonly ShownOffer[],
  offered: ReadonlyMap<string, readonly string[]>,
): JudgedOffers {
  const [wishes, offers] = [byThread(asked), byThread(shown)]
  const times: number[] = []
  let [unheard, wrong, unshown] = [0, 0, 0]
  for (const [thread, all] of wishes) {
    const here = offers.get(thread) ?? []
    for (const [index, { at }] of all.entries()) {
      const until = all[index + 1]?.at ?? Number.POSITIVE_INFINITY
      const first = here.find((offer) => offer.at >= at && offer.at < until)
      if (first) times.push(first.at - at)
      else unheard++
    }
  }
  for (const thread of new Set([...offers.keys(), ...offered.keys()])) {
    const [here, store] = [offers.get(thread) ?? [], offered.get(thread) ?? []]
    wrong += here.filter(({ agent }, index) => agent !== store[index]).length
    unshown += Math.max(0, store.length - here.length)
  }
  return { times, unheard, wrong, unshown }
}

/** ms from sending to showing of messages that only one client is to show. */
export function judgeMessages(
  sent: ReadonlyMap<string, { readonly client: number; readonly at: number }>,
  heard: readonly Heard[],
): JudgedOffers {
  const times: number[] = []
  const seen = new Set<string>()
  let wrong = 0
  for (const { of, client, at } of heard) {
    const message = sent.get(of)
    if (message?.client !== client || seen.has(of)) wrong++
    else times.push(at - message.at)
    seen.add(of)
  }
  const unheard = [...sent.keys()].filter((id) => !seen.has(id)).length
  return { times, unheard, wrong, unshown: unheard }
}

function byThread<One extends { readonly thread: string; readonly at: number }>(
  all: readonly One[],
): Map<string, One[]> {
  const threads = new Map<string, One[]>()
  for (const one of all.toSorted((a, b) => a.at - b.at)) {
    const known = threads.get(one.thread)
    if (known) known.push(one)
    else threads.set(one.thread, [one])
  }
  return threads
}
