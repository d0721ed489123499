/** Product of a row of one table and a row of another. */
export function dot(
  a: Float32Array,
  rowA: number,
  b: Float32Array,
  rowB: number,
  dimensions: number,
): number {
  const fromA = rowA * dimensions
  const fromB = rowB * dimensions
  let one = 0
  let two = 0
  let three = 0
  let four = 0
  // Four sums do not wait for each other; dimensions are a multiple of four.
  for (let at = 0; at < dimensions; at += 4) {
    one += (a[fromA + at] as number) * (b[fromB + at] as number)
    two += (a[fromA + at + 1] as number) * (b[fromB + at + 1] as number)
    three += (a[fromA + at + 2] as number) * (b[fromB + at + 2] as number)
    four += (a[fromA + at + 3] as number) * (b[fromB + at + 3] as number)
  }
  return one + two + three + four
}
