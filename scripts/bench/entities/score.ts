/** An entity as it is labelled or found. */
export interface Labelled {
  readonly kind: string
  readonly start: number
  readonly end: number
  readonly value: string
}

/** What was found beside what should be. */
export interface Counts {
  readonly labelled: number
  readonly found: number
  /** Kind and span are those of a label. */
  readonly right: number
  /** Of the right ones, those with the label's value. */
  readonly rightValue: number
  /** Found ones of the kind that share a character with a label, each label once. */
  readonly overlapping: number
}

export interface Scores {
  readonly cases: number
  readonly precision: number
  readonly recall: number
  readonly f1: number
  /** Share of the right spans that have the right value. */
  readonly value: number
  /** F1 when any shared character counts as right. */
  readonly overlapF1: number
}

const NOTHING: Counts = { labelled: 0, found: 0, right: 0, rightValue: 0, overlapping: 0 }

/** Counts of one message and kind. */
export function countsOf(labels: readonly Labelled[], found: readonly Labelled[]): Counts {
  const right = found.filter((one) => labels.some((label) => isSame(one, label)))
  const rightValue = right.filter((one) =>
    labels.some((label) => isSame(one, label) && label.value === one.value),
  )
  return {
    labelled: labels.length,
    found: found.length,
    right: right.length,
    rightValue: rightValue.length,
    overlapping: overlaps(labels, found),
  }
}

function isSame(one: Labelled, other: Labelled): boolean {
  return one.kind === other.kind && one.start === other.start && one.end === other.end
}

function overlaps(labels: readonly Labelled[], found: readonly Labelled[]): number {
  const free = new Set(found)
  return labels.filter(({ kind, start, end }) => {
    const touching = [...free].find((one) => one.kind === kind && one.start < end && start < one.end)
    return touching !== undefined && free.delete(touching)
  }).length
}

/** Adds up counts; of none it is nothing. */
export function sumOf(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (sum, one) => ({
      labelled: sum.labelled + one.labelled,
      found: sum.found + one.found,
      right: sum.right + one.right,
      rightValue: sum.rightValue + one.rightValue,
      overlapping: sum.overlapping + one.overlapping,
    }),
    NOTHING,
  )
}

/** Precision, recall and F1 by exact span and kind; 0 where nothing is to be found or was. */
export function scoresOf({ labelled, found, right, rightValue, overlapping }: Counts): Scores {
  return {
    cases: labelled,
    precision: share(right, found),
    recall: share(right, labelled),
    f1: share(2 * right, labelled + found),
    value: share(rightValue, right),
    overlapF1: share(2 * overlapping, labelled + found),
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
