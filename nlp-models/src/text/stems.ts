import porterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'

const CACHE_LIMIT = 20_000
const PLAIN_WORD = /^[a-z]{3,24}$/
const cache = new Map<string, string>()

/** Porter stem of an English word (natural's stemmer), remembered because the same words come again. */
export function stem(word: string): string {
  if (!PLAIN_WORD.test(word)) return word
  const known = cache.get(word)
  if (known !== undefined) return known
  if (cache.size >= CACHE_LIMIT) cache.clear()
  const found = porterStemmer.stem(word)
  cache.set(word, found)
  return found
}
