const CJK = /\p{Script=Han}/u

/** Two letters of a Western name; the given name of a Chinese one. */
export function initialsOf(name: string): string {
  const trimmed = name.trim()
  if (CJK.test(trimmed)) return [...trimmed.replaceAll(/\s/g, '')].slice(-2).join('')
  const words = trimmed.split(/\s+/).filter((word) => word !== '')
  const first = words[0]?.charAt(0) ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''
  return (first + last).toUpperCase()
}

const GOLDEN_ANGLE = 137.508

/** The same person has the same colour everywhere; people whose ids differ little do not look alike. */
export function hueOf(key: string): number {
  let hash = 0
  for (const character of key) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003
  return Math.round((hash * GOLDEN_ANGLE) % 360)
}
