import type { Canned } from './canned.ts'
import { readStoredJson, writeStored } from './stored.ts'

const STORED_AS = 'parley.canned.recent'
const REMEMBERED = 12
/** A good match in the other language stands before a poor one in the customer's. */
const OWN_LANGUAGE = 25

/** The best first: by how well it matches, the customer's language before the other, what was used lately before the rest. */
export function rankCanned(
  canned: readonly Canned[],
  query: string,
  { language, recent }: { language: Canned['language']; recent: readonly string[] },
): Canned[] {
  const wanted = query.toLowerCase()
  return canned
    .map((reply) => ({ reply, score: scoreOf(reply, wanted) }))
    .filter(({ score }) => score > 0)
    .map(({ reply, score }) => ({
      reply,
      score:
        score + (reply.language === language ? OWN_LANGUAGE : 0) + recency(recent.indexOf(reply.shortcut)),
    }))
    .toSorted((a, b) => b.score - a.score || (a.reply.shortcut < b.reply.shortcut ? -1 : 1))
    .map(({ reply }) => reply)
}

const recency = (place: number) => (place < 0 ? 0 : REMEMBERED - place)

function scoreOf({ shortcut, title, text }: Canned, wanted: string): number {
  if (wanted === '') return 1
  const [short, name] = [shortcut.toLowerCase(), title.toLowerCase()]
  if (short.startsWith(wanted)) return 100
  if (name.startsWith(wanted)) return 85
  if (short.includes(wanted) || name.includes(wanted)) return 70
  if (inOrder(short, wanted) || inOrder(name, wanted)) return 45
  return wanted.length > 1 && text.toLowerCase().includes(wanted) ? 25 : 0
}

/** All letters of the wanted, in order, with others between them: `rfd` is in `refund-delay`. */
function inOrder(text: string, wanted: string): boolean {
  let at = 0
  for (const letter of text) if (letter === wanted[at]) at += 1
  return wanted.length > 1 && at === wanted.length
}

export function recentCanned(): readonly string[] {
  const stored = readStoredJson(STORED_AS)
  return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : []
}

export function rememberCanned(shortcut: string): void {
  const others = recentCanned().filter((each) => each !== shortcut)
  writeStored(STORED_AS, JSON.stringify([shortcut, ...others].slice(0, REMEMBERED)))
}
