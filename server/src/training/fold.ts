import type { Candidate } from './candidate.ts'
import { ALIKE, overlap } from './utterance.ts'

/** Utterances that say nearly the same, and what labelling them is worth. */
export interface Group {
  /** The one that people are shown: the least certain. */
  first: Candidate
  members: Candidate[]
  worth: number
}

/**
 * Folds near duplicates: each joins the first group whose shown utterance has enough words in common with it. What is
 * said often is worth more, but ten of a kind not ten times as much.
 * @param candidates least certain first
 */
export function fold(candidates: readonly Candidate[]): Group[] {
  const groups: (Group & { words: ReadonlySet<number> })[] = []
  const withWord = new Map<number, (typeof groups)[number][]>()
  for (const candidate of candidates) {
    const near = nearest(candidate, withWord)
    if (near) {
      near.members.push(candidate)
      continue
    }
    const group = { first: candidate, members: [candidate], worth: 0, words: new Set(candidate.words) }
    groups.push(group)
    for (const word of group.words) withWord.set(word, [...(withWord.get(word) ?? []), group])
  }
  for (const group of groups)
    group.worth = group.first.uncertainty * (1 + Math.log2(group.members.length) / 2)
  return groups.sort((a, b) => b.worth - a.worth || (a.first._id < b.first._id ? -1 : 1))
}

function nearest<G extends { first: Candidate; words: ReadonlySet<number> }>(
  candidate: Candidate,
  withWord: ReadonlyMap<number, readonly G[]>,
): G | undefined {
  const seen = new Set<G>()
  for (const word of candidate.words)
    for (const group of withWord.get(word) ?? []) {
      if (seen.has(group) || group.first.language !== candidate.language) continue
      seen.add(group)
      if (overlap(group.words, candidate.words) >= ALIKE) return group
    }
  return undefined
}
