type Vector = Float32Array | Float64Array

/** Rows of `width` numbers that lie one after another; they share the memory of `values`. */
export function rowsOf(values: Float32Array, width: number): Float32Array[] {
  return Array.from({ length: values.length / width }, (_, row) =>
    values.subarray(row * width, (row + 1) * width),
  )
}

export function zeroRows(count: number, width: number): Float32Array[] {
  return rowsOf(new Float32Array(count * width), width)
}

export function dot(one: Vector, other: Vector): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at] as number) * (other[at] as number)
  return sum
}

export function addScaled(sum: Vector, row: Vector, factor: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + factor * (row[at] as number)
}

/** Brings a vector to length 1 and answers what its length was; a zero vector stays. */
export function toLengthOne(vector: Vector): number {
  const length = Math.sqrt(dot(vector, vector))
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at] = (vector[at] as number) / length
  return length
}

export function meanOf(rows: readonly Float32Array[]): Float64Array {
  const mean = new Float64Array(rows[0]?.length ?? 0)
  for (const row of rows) addScaled(mean, row, 1 / rows.length)
  return mean
}
