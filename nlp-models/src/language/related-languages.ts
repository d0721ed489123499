/**
 * Languages so near that words of one inside the other are doubt, not a mixed text. Nearness is known, not learnt: most of the
 * texts in one language that a first model took for mixed were between these.
 */
const FAMILIES: readonly (readonly string[])[] = [
  ['da', 'no', 'sv'],
  ['id', 'ms'],
  ['es', 'gl', 'pt'],
  ['ru', 'uk'],
]

export function areRelated(one: string, other: string): boolean {
  return FAMILIES.some((family) => family.includes(one) && family.includes(other))
}
