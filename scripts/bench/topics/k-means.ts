import { createRandom, tokenise } from '@parley/nlp-models'

const ROUNDS = 20
const RESTARTS = 3

type Sparse = ReadonlyMap<string, number>

/**
 * What a team would try first: spherical k-means over TF-IDF of words (Chinese: characters and pairs of them), told the true
 * number of labels, seeded far apart (k-means++), the best of three starts. Answers a group for each text.
 */
export function kMeans(texts: readonly string[], k: number): readonly number[] {
  const rows = tfIdf(texts)
  const random = createRandom(1)
  let best: { groups: readonly number[]; fit: number } | undefined
  for (let start = 0; start < RESTARTS; start++) {
    const found = oneRun(rows, k, random)
    if (best === undefined || found.fit > best.fit) best = found
  }
  return best?.groups ?? []
}

function oneRun(rows: readonly Sparse[], k: number, random: () => number) {
  let centres: readonly Sparse[] = seeds(rows, k, random)
  let groups: number[] = []
  let fit = 0
  for (let round = 0; round < ROUNDS; round++) {
    fit = 0
    const nearest = rows.map((row) => {
      let best = 0
      let most = -1
      centres.forEach((centre, at) => {
        const cosine = product(row, centre)
        if (cosine > most) {
          most = cosine
          best = at
        }
      })
      fit += most
      return best
    })
    const isSettled = nearest.every((group, at) => group === groups[at])
    groups = nearest
    if (isSettled) break
    centres = meansOf(rows, groups, centres)
  }
  return { groups, fit }
}

function seeds(rows: readonly Sparse[], k: number, random: () => number): readonly Sparse[] {
  const chosen = [rows[Math.floor(random() * rows.length)] as Sparse]
  const far = rows.map(() => 1)
  while (chosen.length < k) {
    const last = chosen.at(-1) as Sparse
    rows.forEach((row, at) => {
      far[at] = Math.min(far[at] as number, Math.max(0, 1 - product(row, last)))
    })
    let left = random() * far.reduce((sum, one) => sum + one ** 2, 0)
    const at = far.findIndex((one) => {
      left -= one ** 2
      return left <= 0
    })
    chosen.push(rows[at < 0 ? rows.length - 1 : at] as Sparse)
  }
  return chosen
}

function meansOf(
  rows: readonly Sparse[],
  groups: readonly number[],
  before: readonly Sparse[],
): readonly Sparse[] {
  const sums = before.map(() => new Map<string, number>())
  rows.forEach((row, at) => {
    const sum = sums[groups[at] as number] as Map<string, number>
    for (const [key, value] of row) sum.set(key, (sum.get(key) ?? 0) + value)
  })
  return sums.map((sum, at) => (sum.size > 0 ? toLengthOne(sum) : (before[at] as Sparse)))
}

function tfIdf(texts: readonly string[]): readonly Sparse[] {
  const counted = texts.map((text) => termsOf(text))
  const holding = new Map<string, number>()
  for (const terms of counted)
    for (const term of new Set(terms)) holding.set(term, (holding.get(term) ?? 0) + 1)
  return counted.map((terms) => {
    const weights = new Map<string, number>()
    for (const term of terms)
      weights.set(term, (weights.get(term) ?? 0) + Math.log(texts.length / (holding.get(term) ?? 1)))
    return toLengthOne(weights)
  })
}

function termsOf(text: string): readonly string[] {
  const tokens = tokenise(text)
  return tokens.flatMap(({ text: term, kind }, at) => {
    const next = tokens[at + 1]
    return kind === 'cjk' && next?.kind === 'cjk' ? [term, term + next.text] : [term]
  })
}

function toLengthOne(weights: Sparse): Sparse {
  let square = 0
  for (const value of weights.values()) square += value ** 2
  const length = Math.sqrt(square)
  return length === 0 ? weights : new Map([...weights].map(([key, value]) => [key, value / length]))
}

function product(a: Sparse, b: Sparse): number {
  const [short, long] = a.size < b.size ? [a, b] : [b, a]
  let sum = 0
  for (const [key, value] of short) sum += value * (long.get(key) ?? 0)
  return sum
}
