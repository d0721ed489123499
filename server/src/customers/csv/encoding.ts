import type { ImportDelimiter, ImportEncoding } from '../../contract/index.ts'

/** Of two that fit equally well the earlier one: commas and bars stand in texts, too. */
const delimiters: readonly ImportDelimiter[] = ['\t', ';', ',', '|']
/** Of a text in UTF-16 about half of the bytes are zeros; of anything else hardly one is. */
const MANY_ZEROS = 0.1
/** A text has line ends and tabs of these, and a stray one here and there. */
const MANY_CONTROLS = 0.01

/**
 * Looks at a whole file piece by piece and says how its letters are written: by the mark at its beginning, by zeros
 * between letters, by whether it is UTF-8, and last by how the bytes above ASCII stand together.
 */
export function createEncodingCheck() {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let marked: ImportEncoding | undefined
  let isUtf8 = true
  let bytes = 0
  const zeros: [number, number] = [0, 0]
  let controls = 0
  const high = { alone: 0, together: 0, run: 0 }
  return {
    take(piece: Uint8Array): void {
      if (bytes === 0) marked = markOf(piece)
      if (isUtf8 && !marked) isUtf8 = decodes(utf8, piece)
      for (const byte of piece) {
        if (byte === 0) zeros[bytes & 1] = (zeros[bytes & 1] ?? 0) + 1
        if (isControl(byte)) controls += 1
        countHigh(high, byte)
        bytes += 1
      }
    },
    /** `undefined`: these are no letters. */
    end(): ImportEncoding | undefined {
      if (marked) return marked
      if (zeros[1] > bytes * MANY_ZEROS && zeros[0] < zeros[1] / 4) return 'utf-16le'
      if (zeros[0] > bytes * MANY_ZEROS && zeros[1] < zeros[0] / 4) return 'utf-16be'
      if (controls > Math.max(16, bytes * MANY_CONTROLS)) return undefined
      if (isUtf8 && decodes(utf8)) return 'utf-8'
      // Chinese letters are two bytes of this kind side by side; the accents of Europe stand alone among ASCII.
      return high.alone > high.together ? 'windows-1252' : 'gb18030'
    },
  }
}

const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32)

function markOf(head: Uint8Array): ImportEncoding | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8' : undefined
}

/** Without a piece it asks whether the file ended in the middle of a letter. */
function decodes(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined })
    return true
  } catch {
    return false
  }
}

function countHigh(high: { alone: number; together: number; run: number }, byte: number): void {
  if (byte >= 0x80) {
    high.run += 1
    return
  }
  if (high.run === 1) high.alone += 1
  else if (high.run > 1) high.together += 1
  high.run = 0
}

/** What stands between the cells: what the first lines have most evenly, quoted cells left out. */
export function guessDelimiter(head: string): ImportDelimiter {
  const lines = head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 20)
  const score = (delimiter: ImportDelimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const first = counts[0] ?? 0
    return first === 0 ? 0 : counts.filter((count) => count === first).length * 1000 + Math.min(first, 999)
  }
  const [best = ','] = delimiters.toSorted((a, b) => score(b) - score(a))
  return score(best) > 0 ? best : ','
}

/** The text of a file, without the mark at its beginning; bytes that are no letters become `�`. */
export async function* decoded(
  pieces: AsyncIterable<Uint8Array>,
  encoding: ImportEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}
