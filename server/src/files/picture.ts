import { AppError } from '../errors.ts'

/**
 * Phones take photographs of 12 to 24 million pixels unless told otherwise. Drawn, a pixel takes four bytes, and a file
 * of a few kilobytes may claim any number of them; so 160 MB is the most that one picture may need.
 */
const MAX_PIXELS = 40_000_000
/** And all that are drawn at the same time: small ones side by side, a large one alone. */
const PIXELS_AT_ONCE = MAX_PIXELS
const THUMB_PX = 720
const AT_ONCE = 2

export interface Picture {
  width: number
  height: number
  /** WebP, at most 720 px: what a conversation shows. */
  thumb: Buffer
  /** The picture without what its camera wrote into it; absent when there was nothing. */
  clean?: Buffer
}

const inLine = createGate(AT_ONCE, PIXELS_AT_ONCE)

/**
 * Measures a picture, makes its thumbnail, and takes out place, device and owner when a camera wrote them. Decoding
 * proves that it is one. Off the event loop, two at a time at most.
 * @throws AppError `unsupported_file` when it cannot be drawn, or would be too large drawn
 */
export async function readPicture(bytes: Buffer, mime: string): Promise<Picture> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient()
  const found = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata().catch(damaged)
  return await inLine(found.width * found.height, async () => {
    try {
      if (found.format !== mime.slice('image/'.length)) throw new Error('another format inside')
      const { width, height } = found.autoOrient
      const thumb = await open()
        .resize({ width: THUMB_PX, height: THUMB_PX, fit: 'inside', withoutEnlargement: true })
        .webp({ quality: 78 })
        .toBuffer()
      const tells = found.exif ?? found.xmp ?? found.iptc
      // Written anew only then: a picture without such notes stays as it came, byte for byte.
      const moves = (found.pages ?? 1) > 1
      const clean = tells && !moves ? await open().toFormat(found.format, quality).toBuffer() : undefined
      return { width, height, thumb, ...(clean ? { clean } : {}) }
    } catch (cause) {
      return damaged(cause)
    }
  })
}

function damaged(cause: unknown): never {
  throw new AppError('unsupported_file', { details: { kind: 'damaged' }, cause })
}
const quality = { quality: 90 }

/** Lets so many through at once, and so much of their weight; the others wait, each in its turn. */
export function createGate(
  most: number,
  heaviest: number,
): <T>(weight: number, work: () => Promise<T>) => Promise<T> {
  let [running, carried] = [0, 0]
  const waiting: { weight: number; go: () => void }[] = []
  const fits = (weight: number) => running === 0 || (running < most && carried + weight <= heaviest)
  const enter = (weight: number) => {
    running += 1
    carried += weight
  }
  const leave = (weight: number) => {
    running -= 1
    carried -= weight
    for (let next = waiting[0]; next && fits(next.weight); next = waiting[0]) {
      waiting.shift()
      enter(next.weight)
      next.go()
    }
  }
  return async (weight, work) => {
    if (waiting.length === 0 && fits(weight)) enter(weight)
    else await new Promise<void>((go) => waiting.push({ weight, go }))
    try {
      return await work()
    } finally {
      leave(weight)
    }
  }
}
