import jaroWinkler from 'natural/lib/natural/distance/jaro-winkler_distance.js'
import levenshtein from 'natural/lib/natural/distance/levenshtein_distance.js'

/** Edits (insert, delete, replace, swap neighbours) that turn one word into the other; natural's function. */
export function editDistance(a: string, b: string): number {
  return levenshtein.DamerauLevenshteinDistance(a, b, { restricted: true })
}

/** Likeness of two short strings, 0 to 1, kind to a common beginning; natural's Jaro-Winkler. */
export function likeness(a: string, b: string): number {
  return jaroWinkler(a, b, {})
}
