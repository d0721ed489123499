const DOUBLE = new Float64Array(1)
const BITS = new BigInt64Array(DOUBLE.buffer)

/** The exact decimal expansion of a finite double: m × 2^k, and 2^-k = 5^k × 10^-k. */
export function exactDouble(value: number): { coefficient: bigint; exponent: number } {
  DOUBLE[0] = value
  const bits = BigInt.asUintN(64, BITS[0] ?? 0n)
  const biased = Number((bits >> 52n) & 0x7ffn)
  const fraction = bits & 0xfffffffffffffn
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n
  const power = (biased === 0 ? 1 : biased) - 1075
  const signed = value < 0 ? -mantissa : mantissa
  if (power >= 0) return { coefficient: signed << BigInt(power), exponent: 0 }
  return { coefficient: signed * 5n ** BigInt(-power), exponent: power }
}
