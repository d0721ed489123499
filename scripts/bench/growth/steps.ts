/** Three tens between the smallest and the largest, about evenly on a scale of logarithms. */
const PARTS = [30, 10, 3, 1]

/** How many customers there are at each step, the largest last; each at least one. */
export function stepsUpTo(largest: number): number[] {
  return PARTS.map((part) => Math.max(1, Math.round(largest / part)))
}

/** Of the golden section: neighbours in time lie far from each other, and none comes again before most have come. */
const STRIDE = 0.618_033_988_749_894_8

/** Which of so many customers comes as the nth, spread over all of them. */
export function comesAs(nth: number, customers: number): number {
  return Math.floor(((nth * STRIDE) % 1) * customers)
}
