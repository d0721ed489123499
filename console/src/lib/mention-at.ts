import type { Mentionable } from '@parley/server/contract'

export interface MentionCommand {
  from: number
  to: number
  query: string
}

const AT = /(?<=^|[\s(（，。、；：！？])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]+)?)$/u

/** An `@name` that ends at the caret; an address such as `a@b.co` is none. */
export function mentionAt(text: string, caret: number): MentionCommand | undefined {
  const match = AT.exec(text.slice(0, caret))
  return match ? { from: match.index, to: caret, query: match[1] ?? '' } : undefined
}

const presenceRank = { online: 0, away: 1, offline: 2 }

/** The best first: names that begin so, then words in them, then letters in order; who is there before who is not. */
export function rankPeople(people: readonly Mentionable[], query: string): Mentionable[] {
  const wanted = query.trim().toLowerCase()
  return people
    .map((person) => ({ person, score: scoreOf(person.name.toLowerCase(), wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted(
      (a, b) =>
        Number(b.person.allowed) - Number(a.person.allowed) ||
        b.score - a.score ||
        presenceRank[a.person.presence] - presenceRank[b.person.presence] ||
        a.person.name.localeCompare(b.person.name),
    )
    .map(({ person }) => person)
}

function scoreOf(name: string, wanted: string): number {
  if (wanted === '' || name.startsWith(wanted)) return 3
  if (name.split(/\s+/u).some((word) => word.startsWith(wanted)) || name.includes(wanted)) return 2
  let at = 0
  for (const letter of name) if (letter === wanted[at]) at += 1
  return wanted.length > 1 && at === wanted.length ? 1 : 0
}

/** Whom a text names: the longest name counts where one begins like another. */
export function mentionedIn(text: string, people: readonly Mentionable[]): Mentionable[] {
  const found: Mentionable[] = []
  let rest = text
  for (const person of people.toSorted((a, b) => b.name.length - a.name.length)) {
    const written = `@${person.name}`
    if (!text.includes(written)) continue
    // Of two with one name both are meant: nobody else could tell them apart either.
    if (!rest.includes(written) && !found.some(({ name }) => name === person.name)) continue
    found.push(person)
    rest = rest.replaceAll(written, '')
  }
  return found
}
