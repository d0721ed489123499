/** A part of a text that can say a matter of its own; UTF-16 offsets, end exclusive. */
export interface Clause {
  readonly start: number
  readonly end: number
}

/** Where a sentence ends, and words that begin another matter. Each pattern looks at one character or a few words. */
const BREAK =
  /[.!?;。！？；\n]+(?=\s|[\u0080-\uffff]|$)|[,，]\s*(?:and|but|plus|also|besides|另外|还有|同时|顺便|而且|并且|以及|再|也)|\s(?:and also|and can you|and could you|and what|and how|and where|and when|and i|also|plus)(?=\s)|(?:另外|还有|顺便|以及|同时)/giu
const MOST = 20

/** Cuts a text where another matter may begin, at most into twenty parts; parts without letters are left out. */
export function clausesOf(text: string): readonly Clause[] {
  const clauses: Clause[] = []
  let start = 0
  for (const { index } of text.matchAll(BREAK)) {
    if (clauses.length === MOST - 1) break
    add(clauses, text, { start, end: index })
    start = index
  }
  add(clauses, text, { start, end: text.length })
  return clauses
}

const LETTER = /\p{L}/u
const WORD_OR_SIGN = /[\p{L}\p{N}\p{S}]/u

function add(clauses: Clause[], text: string, { start, end }: Clause): void {
  const said = text.slice(start, end).trimEnd()
  if (LETTER.test(said)) clauses.push({ start: start + said.search(WORD_OR_SIGN), end: start + said.length })
}
