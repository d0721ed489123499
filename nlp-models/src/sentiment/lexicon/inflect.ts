/**
 * The forms that an English word may take: plural or third person, past, participle, comparative, adverb. Forms that do
 * not exist harm nothing, as nobody writes them.
 */
export function inflect(word: string): readonly string[] {
  if (/[^aeiou]y$/.test(word)) {
    const stem = word.slice(0, -1)
    return [word, `${word}ing`, ...['ies', 'ied', 'ier', 'iest', 'ily', 'iness'].map((end) => stem + end)]
  }
  if (word.endsWith('e')) {
    const stem = word.slice(0, -1)
    return [word, `${word}s`, `${word}d`, `${word}r`, `${word}ly`, `${stem}ing`, `${stem}ingly`]
  }
  const plural = /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
  const twice = /[^aeiou][aeiou][bdgmnprt]$/.test(word) ? word + word.slice(-1) : word
  return [word, plural, `${word}ed`, `${word}ing`, `${word}ingly`, `${twice}ed`, `${twice}ing`]
}
