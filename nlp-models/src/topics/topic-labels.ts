import { isIdleWord } from '../text/stop-words.ts'
import { type Word, wordsOf } from '../text/words.ts'
import type { Distinct } from './distinct.ts'
import { inSteps, type Step } from './step.ts'

const MOST_WORDS = 4
/** So many of the most typical utterances of a group tell its words. */
const MOST_READ = 300
/** A word that fewer of a topic's utterances have is no name for it. */
const LEAST_SHARE = 0.15

/**
 * Words for each group that its utterances have and others have not: class-based TF-IDF (Grootendorst 2022), the share of
 * the group's utterances times log(1 + A / f), where f counts the word in all groups and A is the mean number of words of a
 * group. Pleasantries count only in groups that have nothing else. Each word as it was said most often.
 */
export async function labelsOf(
  groups: readonly (readonly Distinct[])[],
  step: Step,
): Promise<readonly (readonly string[])[]> {
  const counted: ReadonlyMap<string, Counted>[] = []
  await inSteps(groups, 1, step, (members) => {
    counted.push(countWords(members.slice(0, MOST_READ)))
  })
  const everywhere = new Map<string, number>()
  let all = 0
  for (const words of counted)
    for (const [key, { count }] of words) {
      everywhere.set(key, (everywhere.get(key) ?? 0) + count)
      all += count
    }
  const mean = all / Math.max(1, groups.length)
  return counted.map((words, at) => {
    const members = Math.min(MOST_READ, groups[at]?.length ?? 1)
    const ranked = [...words]
      .map(([key, { count, forms, isIdle }]) => {
        const worth = (count / members) * Math.log(1 + mean / (everywhere.get(key) ?? 1))
        return { key, word: commonest(forms), worth, isIdle, share: count / members }
      })
      .toSorted((a, b) => b.worth - a.worth || (a.key < b.key ? -1 : 1))
    const telling = ranked.filter(({ isIdle, share }) => !isIdle && share >= LEAST_SHARE)
    return (telling.length > 0 ? telling : ranked).slice(0, MOST_WORDS).map(({ word }) => word)
  })
}

/** A name for an intent, as `card.lost`: the first two words of a label, in the order in which the example has them. */
export function nameOf(label: readonly string[], example: Distinct | undefined): string {
  const words = wordsOf(example?.tokens ?? []).map(({ text }) => text)
  const placeOf = (word: string) => (words.includes(word) ? words.indexOf(word) : words.length)
  const chosen = label.slice(0, 2).toSorted((a, b) => placeOf(a) - placeOf(b))
  return chosen.length > 0 ? chosen.join('.') : 'topic'
}

interface Counted {
  count: number
  readonly isIdle: boolean
  readonly forms: Map<string, number>
}

/** In how many utterances each word is. */
function countWords(members: readonly Distinct[]): ReadonlyMap<string, Counted> {
  const words = new Map<string, Counted>()
  for (const { tokens } of members) {
    const own = new Map<string, Word>(wordsOf(tokens).map((word) => [word.key, word]))
    for (const [key, { text }] of own) {
      const known = words.get(key) ?? { count: 0, isIdle: isIdleWord(text), forms: new Map<string, number>() }
      known.count++
      known.forms.set(text, (known.forms.get(text) ?? 0) + 1)
      words.set(key, known)
    }
  }
  return words
}

function commonest(forms: ReadonlyMap<string, number>): string {
  const [best] = [...forms].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return best?.[0] ?? ''
}
