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
  const places = [...run.matchAll(new RegExp(digit, 'g'))].map(({ index }) => index)
  const digits = places.map((place) => valueAt(run, place))
  const starts = places.map((_, at) => at).filter((at) => at === 0 || beginsGroup(places, at))
  for (const start of starts) {
    for (let end = Math.min(start + LONGEST, digits.length); end >= start + SHORTEST; end--) {
      const endsGroup = end === digits.length || beginsGroup(places, end)
      if (!endsGroup || !isCard(digits.slice(start, end))) continue
      const first = places[start] ?? 0
      const last = places[end - 1] ?? 0
      const masked = `•••• ${digits.slice(end - 4, end).join('')}`
      return run.slice(0, first) + masked + maskCards(run.slice(last + 1))
    }
  }
  return run
}

function beginsGroup(places: readonly number[], at: number): boolean {
  return (places[at] ?? 0) - (places[at - 1] ?? 0) > 1
}

function valueAt(text: string, place: number): number {
  return Number(text.charAt(place).normalize('NFKC'))
}

function isCard(digits: readonly number[]): boolean {
  // No card network issues numbers that begin so; times in milliseconds do begin with 1.
  if (digits[0] === 0 || digits[0] === 1 || digits[0] === 7) return false
  let sum = 0
  for (const [fromEnd, value] of digits.toReversed().entries()) {
    const doubled = fromEnd % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
