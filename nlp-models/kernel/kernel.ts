// AssemblyScript, compiled by `npm run build:kernel` into src/linear/kernel-code.ts. All addresses are byte offsets into
// the memory that the caller lays out; all vectors of single precision begin at a multiple of 16.

/**
 * Margins of all classes: out[k] = bias[k] + scales[k] × Σ values[i] × weights[rows[i]][k]. `width` is the number of
 * classes brought up to a multiple of 16, so that a row of weights is whole vectors.
 */
export function margins(
  weights: usize,
  width: i32,
  rows: usize,
  values: usize,
  length: i32,
  scales: usize,
  bias: usize,
  out: usize,
): void {
  for (let from = 0; from < width; from += 16) {
    let a = f32x4.splat(0)
    let b = f32x4.splat(0)
    let c = f32x4.splat(0)
    let d = f32x4.splat(0)
    const column = weights + from
    for (let index = 0; index < length; index++) {
      const row = load<i32>(rows + (index << 2))
      const value = v128.load_splat<f32>(values + (index << 2))
      const bytes = v128.load(column + <usize>row * <usize>width)
      const low = i16x8.extend_low_i8x16_s(bytes)
      const high = i16x8.extend_high_i8x16_s(bytes)
      a = f32x4.add(a, f32x4.mul(value, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low))))
      b = f32x4.add(b, f32x4.mul(value, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low))))
      c = f32x4.add(c, f32x4.mul(value, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high))))
      d = f32x4.add(d, f32x4.mul(value, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high))))
    }
    const at = <usize>(from << 2)
    finish(a, scales + at, bias + at, out + at)
    finish(b, scales + at + 16, bias + at + 16, out + at + 16)
    finish(c, scales + at + 32, bias + at + 32, out + at + 32)
    finish(d, scales + at + 48, bias + at + 48, out + at + 48)
  }
}

// @ts-expect-error: decorator
@inline
function finish(sum: v128, scales: usize, bias: usize, out: usize): void {
  v128.store(out, f32x4.add(f32x4.mul(sum, v128.load(scales)), v128.load(bias)))
}

// The problem that is being solved: sparse rows, then `dims` dense values a text (a multiple of 4).
let texts: i32 = 0
let features: i32 = 0
let dims: i32 = 0
let offsets: usize = 0
let columns: usize = 0
let values: usize = 0
let heldValues: usize = 0
let dense: usize = 0
let squares: usize = 0
let slack: usize = 0
let bias: f32 = 0

/** Sets the texts that all classes share. `heldValues` are the values of each text as a model without it would see it. */
export function setTexts(
  count: i32,
  sparse: i32,
  dimensions: i32,
  offsetsAt: usize,
  columnsAt: usize,
  valuesAt: usize,
  heldAt: usize,
  denseAt: usize,
  squaresAt: usize,
  slackAt: usize,
): void {
  texts = count
  features = sparse
  dims = dimensions
  offsets = offsetsAt
  columns = columnsAt
  values = valuesAt
  heldValues = heldAt
  dense = denseAt
  squares = squaresAt
  slack = slackAt
}

// @ts-expect-error: decorator
@inline
function denseSum(text: i32, weights: usize): f32 {
  let sum = f32x4.splat(0)
  const from = dense + <usize>text * <usize>(dims << 2)
  const own = weights + <usize>(features << 2)
  for (let at: usize = 0, end = <usize>(dims << 2); at < end; at += 16)
    sum = f32x4.add(sum, f32x4.mul(v128.load(from + at), v128.load(own + at)))
  return (
    f32x4.extract_lane(sum, 0) +
    f32x4.extract_lane(sum, 1) +
    f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3)
  )
}

// @ts-expect-error: decorator
@inline
function margin(text: i32, weights: usize, held: usize): f32 {
  let one: f32 = bias
  let two: f32 = 0
  let at = <usize>load<i32>(offsets + (<usize>text << 2)) << 2
  const end = <usize>load<i32>(offsets + (<usize>text << 2), 4) << 2
  for (; at + 4 < end; at += 8) {
    one += load<f32>(held + at) * load<f32>(weights + (<usize>load<i32>(columns + at) << 2))
    two += load<f32>(held + at, 4) * load<f32>(weights + (<usize>load<i32>(columns + at, 4) << 2))
  }
  if (at < end) one += load<f32>(held + at) * load<f32>(weights + (<usize>load<i32>(columns + at) << 2))
  return one + two + denseSum(text, weights)
}

// @ts-expect-error: decorator
@inline
function step(text: i32, size: f32, weights: usize): void {
  bias += size
  let at = <usize>load<i32>(offsets + (<usize>text << 2)) << 2
  const end = <usize>load<i32>(offsets + (<usize>text << 2), 4) << 2
  for (; at < end; at += 4) {
    const place = weights + (<usize>load<i32>(columns + at) << 2)
    store<f32>(place, load<f32>(place) + size * load<f32>(values + at))
  }
  const from = dense + <usize>text * <usize>(dims << 2)
  const own = weights + <usize>(features << 2)
  const wide = f32x4.splat(size)
  for (let d: usize = 0, last = <usize>(dims << 2); d < last; d += 16)
    v128.store(own + d, f32x4.add(v128.load(own + d), f32x4.mul(wide, v128.load(from + d))))
}

let state: u32 = 1

// Xorshift (Marsaglia 2003): two trainings must give the same bytes.
// @ts-expect-error: decorator
@inline
function random(below: i32): i32 {
  state ^= state << 13
  state ^= state >> 17
  state ^= state << 5
  return <i32>((<u64>state * <u64>below) >> 32)
}

/**
 * Linear support vector machine with squared hinge loss by dual coordinate descent with shrinking: Hsieh, Chang, Lin,
 * Keerthi, Sundararajan, "A dual coordinate descent method for large-scale linear SVM", ICML 2008, algorithm 3. Goes on
 * from the alphas and weights that are there. `weights` holds features, dense dimensions, and last the bias. Returns the
 * passes that it took.
 */
export function solve(
  count: i32,
  order: usize,
  signs: usize,
  alphas: usize,
  weights: usize,
  seed: u32,
  maxPasses: i32,
  tolerance: f32,
): i32 {
  state = seed
  const biasAt = weights + <usize>((features + dims) << 2)
  bias = load<f32>(biasAt)
  let active = count
  let bound = f32.MAX_VALUE
  let pass = 0
  while (pass < maxPasses) {
    pass++
    for (let index = active - 1; index > 0; index--) {
      const other = random(index + 1)
      const kept = load<i32>(order + (<usize>index << 2))
      store<i32>(order + (<usize>index << 2), load<i32>(order + (<usize>other << 2)))
      store<i32>(order + (<usize>other << 2), kept)
    }
    let highest: f32 = -f32.MAX_VALUE
    let lowest: f32 = f32.MAX_VALUE
    for (let position = 0; position < active; position++) {
      const text = load<i32>(order + (<usize>position << 2))
      const place = <usize>text << 2
      const alpha = load<f32>(alphas + place)
      const sign: f32 = load<f32>(signs + place)
      const gradient = sign * margin(text, weights, values) - 1 + load<f32>(slack + place) * alpha
      if (alpha == 0) {
        if (gradient > bound) {
          active--
          store<i32>(order + (<usize>position << 2), load<i32>(order + (<usize>active << 2)))
          store<i32>(order + (<usize>active << 2), text)
          position--
          continue
        }
        if (gradient >= 0) {
          if (highest < 0) highest = 0
          if (lowest > 0) lowest = 0
          continue
        }
      }
      if (gradient > highest) highest = gradient
      if (gradient < lowest) lowest = gradient
      const next = max<f32>(alpha - gradient / load<f32>(squares + place), 0)
      if (next == alpha) continue
      store<f32>(alphas + place, next)
      step(text, (next - alpha) * sign, weights)
    }
    if (highest - lowest <= tolerance) {
      if (active == count) break
      // What was shrunk away is looked at once more before the result counts as final.
      active = count
      bound = f32.MAX_VALUE
    } else bound = highest <= 0 ? f32.MAX_VALUE : highest
  }
  store<f32>(biasAt, bias)
  return pass
}

/** Takes texts out of a solution: their alphas become 0 and their part of the weights goes. */
export function forget(count: i32, left: usize, signs: usize, alphas: usize, weights: usize): void {
  const biasAt = weights + <usize>((features + dims) << 2)
  bias = load<f32>(biasAt)
  for (let index = 0; index < count; index++) {
    const text = load<i32>(left + (<usize>index << 2))
    const place = <usize>text << 2
    const alpha = load<f32>(alphas + place)
    if (alpha == 0) continue
    store<f32>(alphas + place, 0)
    step(text, -alpha * load<f32>(signs + place), weights)
  }
  store<f32>(biasAt, bias)
}

/** Margins of texts by a solution: out[text]; with `left`, as a model sees them that was made without them. */
export function judge(count: i32, which: usize, weights: usize, out: usize, left: bool): void {
  bias = load<f32>(weights + <usize>((features + dims) << 2))
  const seen = left ? heldValues : values
  for (let index = 0; index < count; index++) {
    const text = load<i32>(which + (<usize>index << 2))
    store<f32>(out + (<usize>text << 2), margin(text, weights, seen))
  }
}
