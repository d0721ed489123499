import { type Comparison, compare, type Line, type StoredThread } from './compare.ts'

export interface Control {
  lost: number
  duplicated: number
  misordered: number
}

/**
 * Shows that the comparison can see: one acknowledged message is taken out of a copy of what the store said, one is
 * put in twice, two change places. Each fault is done alone, so that none is found by the traces of another.
 */
export function runControl(input: Comparison): Control {
  const broken = (change: (thread: StoredThread, messages: readonly Line[]) => Line[]) => {
    const index = input.stored.findIndex(({ entries }) => customersOf(entries).length >= 2)
    const thread = input.stored[index]
    if (!thread) throw new Error('The control needs a conversation with two messages of the customer')
    const entries = change(thread, customersOf(thread.entries))
    return compare({ ...input, stored: input.stored.with(index, { ...thread, entries }) })
  }
  return {
    lost: broken(({ entries }, [first]) => entries.filter((entry) => entry !== first)).lost.length,
    duplicated: broken(({ entries, head }, [first]) => [
      ...entries,
      ...(first ? [{ ...first, seq: head + 1 }] : []),
    ]).duplicated.length,
    misordered: broken(({ entries }, [first, second]) =>
      entries.map((entry) => {
        if (entry === first) return { ...entry, ...said(second) }
        return entry === second ? { ...entry, ...said(first) } : entry
      }),
    ).misordered.length,
  }
}

function customersOf(entries: readonly Line[]): Line[] {
  return entries.filter(({ kind, sender }) => kind === 'message' && sender === 'customer')
}

function said(line: Line | undefined): Pick<Line, 'clientId' | 'text'> {
  return {
    ...(line?.clientId === undefined ? {} : { clientId: line.clientId }),
    ...(line?.text === undefined ? {} : { text: line.text }),
  }
}
