import { AppError } from '../errors.ts'

/** 50 million pixels: any phone's photograph, and no bomb that unfolds to gigabytes. */
const MAX_PIXELS = 50_000_000
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

const inLine = createGate(AT_ONCE)

/**
 * Measures a picture, makes its thumbnail, and takes out place, device and owner when a camera wrote them. Decoding
 * proves that it is one. Off the event loop, two at a time.
 * @throws AppError `unsupported_file` when it cannot be drawn, or would be too large drawn
 */
export async function readPicture(bytes: Buffer, mime: string): Promise<Picture> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  const open = () => sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' }).autoOrient()
  return await inLine(async () => {
    try {
      const found = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata()
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
      throw new AppError('unsupported_file', { details: { kind: 'damaged' }, cause })
    }
  })
}
const quality = { quality: 90 }

/** Lets so many through at once; the others wait. */
function createGate(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running < limit) running += 1
    // Whoever leaves hands their place on.
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
