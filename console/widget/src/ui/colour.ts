type Rgb = readonly [number, number, number]

const FALLBACK: Rgb = [91, 91, 214]
/** WCAG AA for text. */
const ENOUGH = 4.5

export interface Accent {
  readonly fill: string
  /** Text and icons on the fill. */
  readonly on: string
  /** The accent as text: on light and on dark surfaces. */
  readonly inkLight: string
  readonly inkDark: string
}

/** Colours that stay readable whatever the company chose. */
export function accentOf(colour: string): Accent {
  const fill = parse(colour) ?? FALLBACK
  const white: Rgb = [255, 255, 255]
  const black: Rgb = [17, 18, 29]
  return {
    fill: hex(fill),
    on: hex(contrast(white, fill) >= ENOUGH ? white : contrast(black, fill) >= ENOUGH ? black : [0, 0, 0]),
    // The tints that carry accent text are a little off the plain surfaces.
    inkLight: hex(towards(fill, black, [236, 236, 246])),
    inkDark: hex(towards(fill, white, [38, 40, 58])),
  }
}

/** Mixes towards the pole until it reads on the surface. */
function towards(from: Rgb, pole: Rgb, surface: Rgb): Rgb {
  for (let step = 0; step < 20; step += 1) {
    const mixed = mix(from, pole, step / 20)
    if (contrast(mixed, surface) >= ENOUGH) return mixed
  }
  return pole
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const at = (from: number, to: number) => Math.round(from + (to - from) * share)
  return [at(a[0], b[0]), at(a[1], b[1]), at(a[2], b[2])]
}

export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

export function parse(colour: string): Rgb | undefined {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(colour.trim())?.[1]
  if (digits === undefined) return undefined
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const at = (start: number) => Number.parseInt(full.slice(start, start + 2), 16)
  return [at(0), at(2), at(4)]
}

function hex(colour: Rgb): string {
  return `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}
