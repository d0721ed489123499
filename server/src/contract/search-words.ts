/** Han, kana and hangul are written without spaces: there every place may be the beginning of a word. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const PARTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu
const LONGEST = 40

/** One spelling for search and sorting: without case, accents and full-width letters. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
}

/** What somebody looks for, as words; each has to begin a word of what is found. */
export function wordsOf(text: string): string[] {
  const words = foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return words.flatMap((word) => word.match(PARTS) ?? []).map((word) => word.slice(0, LONGEST))
}

/** The words under which something is found: what it says and, without spaces, what each place begins. */
export function findableWords(text: string): string[] {
  const all = wordsOf(text).flatMap((word) => {
    if (!UNSPACED.test(word)) return [word]
    const letters = [...word]
    return letters.map((_, from) => letters.slice(from).join(''))
  })
  return [...new Set(all)]
}

/** Whether a text is found by a query: every word of the query begins one of its words. */
export function isFoundBy(text: string, query: string): boolean {
  const wanted = wordsOf(query)
  const words = findableWords(text)
  return wanted.length > 0 && wanted.every((begin) => words.some((word) => word.startsWith(begin)))
}
