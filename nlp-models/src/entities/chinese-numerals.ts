/** A number in Chinese characters, or one that digits begin: `1万2`. */
export interface ChineseNumeral {
  readonly value: number
  /** UTF-16 offset behind it. */
  readonly end: number
  /** Without 十百千万亿: `二〇二六` is read sign by sign. */
  readonly isRow: boolean
}

const DIGIT_VALUES = new Map([
  ...[...'〇一二三四五六七八九'].map((sign, value) => [sign.charCodeAt(0), value] as const),
  ...[...'零壹贰叁肆伍陆柒捌玖'].map((sign, value) => [sign.charCodeAt(0), value] as const),
  ['两'.charCodeAt(0), 2] as const,
  ['俩'.charCodeAt(0), 2] as const,
  ['仨'.charCodeAt(0), 3] as const,
])
const UNIT_VALUES = new Map(
  (
    [
      ['十', 10],
      ['拾', 10],
      ['百', 100],
      ['佰', 100],
      ['千', 1000],
      ['仟', 1000],
      ['万', 10_000],
      ['萬', 10_000],
      ['亿', 100_000_000],
    ] as const
  ).map(([sign, value]) => [sign.charCodeAt(0), value] as const),
)
const TEN_THOUSAND = 10_000
const LONGEST = 24
/** Longer rows are no number that anybody means. */
const LONGEST_ROW = 12
const TWENTY = '廿'.charCodeAt(0)

export function isChineseNumeral(unit: number): boolean {
  return DIGIT_VALUES.has(unit) || UNIT_VALUES.has(unit)
}

/**
 * Reads a number in Chinese characters from an offset on: 十二, 两百五 (250), 三万五 (35,000), 一百零五, 二〇二六.
 * `begun` is what digits before it say: `1.5` before 万.
 */
export function readChinese(text: string, at: number, begun?: number): ChineseNumeral | undefined {
  const sum = new Sum(begun)
  let end = at
  while (end - at < LONGEST && sum.take(text.charCodeAt(end))) end++
  return end === at ? undefined : { value: sum.value(), end, isRow: !sum.hasUnits }
}

class Sum {
  #total = 0
  #section = 0
  #current: number | undefined
  #lastUnit = 0
  #largest = 0
  #hasZero = false
  #rowLength = 0
  hasUnits = false

  constructor(begun: number | undefined) {
    this.#current = begun
  }

  /** Adds one character; false when it is none of this number. */
  take(unit: number): boolean {
    const digit = DIGIT_VALUES.get(unit)
    if (digit !== undefined) return this.#digit(digit)
    const scale = UNIT_VALUES.get(unit)
    if (scale !== undefined) return this.#scale(scale)
    if (unit !== TWENTY || this.#current !== undefined || this.hasUnits) return false
    this.#section = 20
    this.#lastUnit = 10
    this.hasUnits = true
    return true
  }

  #digit(digit: number): boolean {
    if (!this.hasUnits) {
      this.#current = this.#rowLength++ === 0 ? digit : (this.#current ?? 0) * 10 + digit
      return this.#rowLength <= LONGEST_ROW
    }
    if (digit === 0) {
      this.#hasZero = true
      return this.#current === undefined
    }
    if (this.#current !== undefined) return false
    this.#current = digit
    return true
  }

  #scale(scale: number): boolean {
    if (this.#rowLength > 1) return false
    if (scale >= TEN_THOUSAND) {
      const counted = this.#section + (this.#current ?? 0)
      if (counted === 0 && this.#total === 0) return false
      // 一亿三千万: the smaller unit counts only what stands between.
      this.#total = scale < this.#largest ? this.#total + counted * scale : (this.#total + counted) * scale
      this.#largest = scale
      this.#section = 0
    } else {
      if (this.#current === undefined && scale !== 10) return false
      this.#section += (this.#current ?? 1) * scale
    }
    this.#current = undefined
    this.#lastUnit = scale
    this.#hasZero = false
    this.hasUnits = true
    return true
  }

  value(): number {
    // 两百五 is 250, 三万五 35,000; 一百零五 is 105.
    const isShort = this.#lastUnit > 10 && !this.#hasZero
    return this.#total + this.#section + (this.#current ?? 0) * (isShort ? this.#lastUnit / 10 : 1)
  }
}
