// Digits may be full-width, as Chinese keyboards write them; groups are parted by one space, dash or dot.
const digit = '[0-9０-９]'
const runs = new RegExp(`(?<!${digit})${digit}(?:[ \\u00A0\\u3000.\\-‐－]?${digit}){12,}(?!${digit})`, 'g')
const LONGEST = 19
const SHORTEST = 13

/** Replaces every card number (13 to 19 digits with a valid check digit) by its last four digits. */
export function maskCards(text: string): string {
  return text.replace(runs, maskRun)
}

/** A run may hold more than the card: an expiry date behind it, an order number before it. */
function maskRun(run: string): string {
  const places = [...run.matchAll(anyDigit)].map(({ index }) => index)
  const digits = places.map((place) => Number(run.charAt(place).normalize('NFKC')))
  let masked = ''
  let done = 0
  let at = 0
  while (at + SHORTEST <= digits.length) {
    const end = cardFrom(digits, places, at)
    if (end) {
      masked += `${run.slice(done, places[at])}•••• ${digits.slice(end - 4, end).join('')}`
      done = (places[end - 1] ?? 0) + 1
    }
    at = end ?? nextGroup(places, at)
  }
  return masked + run.slice(done)
}
const anyDigit = new RegExp(digit, 'g')

/** Where a card that begins here ends, the longest first; a card begins and ends with a group of digits. */
function cardFrom(digits: readonly number[], places: readonly number[], start: number): number | undefined {
  for (let end = Math.min(start + LONGEST, digits.length); end >= start + SHORTEST; end--) {
    if ((end === digits.length || beginsGroup(places, end)) && isCard(digits, start, end)) return end
  }
  return undefined
}

function nextGroup(places: readonly number[], after: number): number {
  let at = after + 1
  while (at < places.length && !beginsGroup(places, at)) at++
  return at
}

function beginsGroup(places: readonly number[], at: number): boolean {
  return (places[at] ?? 0) - (places[at - 1] ?? 0) > 1
}

function isCard(digits: readonly number[], start: number, end: number): boolean {
  // No card network issues numbers that begin so; times in milliseconds do begin with 1.
  if (neverFirst.has(digits[start] ?? 0)) return false
  let sum = 0
  for (let at = end - 1; at >= start; at--) {
    const value = digits[at] ?? 0
    const doubled = (end - 1 - at) % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
const neverFirst: ReadonlySet<number> = new Set([0, 1, 7])
