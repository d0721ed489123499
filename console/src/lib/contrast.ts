/** WCAG AA for text. */
const ENOUGH = 4.5

/** How well white text reads on the colour, 1 to 21; undefined for what is no `#rrggbb`. */
export function contrastToWhite(colour: string): number | undefined {
  const digits = /^#([\da-f]{6})$/i.exec(colour.trim())?.[1]
  if (digits === undefined) return undefined
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(digits.slice(at, at + 2), 16)))
  const luminance = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
  return 1.05 / (luminance + 0.05)
}

export const readsOnWhite = (contrast: number): boolean => contrast >= ENOUGH

function linear(part: number): number {
  const share = part / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
