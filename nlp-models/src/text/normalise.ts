/** Text in the form that the models read, with the way back to the original. */
export interface NormalisedText {
  readonly text: string
  /** Original offset of each UTF-16 unit of `text`, one more for the end; absent when the offsets are equal. */
  readonly origin: Uint32Array | undefined
}

// Long runs of combining marks ("zalgo") are normalised in pieces: nothing is gained by reordering more.
const CLUSTER = /\P{M}\p{M}{0,16}|\p{M}{1,16}/gsu
const BEYOND_ASCII = /[\u0080-\uffff]/

/** Brings text to NFKC and lower case and remembers where every unit came from. */
export function normalise(original: string): NormalisedText {
  const lower = original.toLowerCase()
  if (!BEYOND_ASCII.test(original)) return { text: lower, origin: undefined }
  if (lower.length === original.length && lower.normalize('NFKC') === lower)
    return { text: lower, origin: undefined }
  return normaliseByCluster(original)
}

function normaliseByCluster(original: string): NormalisedText {
  const pieces: string[] = []
  const offsets: number[] = []
  for (const match of original.matchAll(CLUSTER)) {
    const piece = match[0].toLowerCase().normalize('NFKC').toLowerCase()
    pieces.push(piece)
    for (let unit = 0; unit < piece.length; unit++) offsets.push(match.index)
  }
  offsets.push(original.length)
  return { text: pieces.join(''), origin: Uint32Array.from(offsets) }
}

/** Offset in the original of a unit of the normalised text. */
export function originOf(normalised: NormalisedText, unit: number): number {
  return normalised.origin ? (normalised.origin[unit] ?? 0) : unit
}
