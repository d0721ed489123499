import { readChinese } from './chinese-numerals.ts'
import { CHINESE_UNITS } from './currencies.ts'
import { DIGITS, HAN } from './pieces.ts'
import { type Found, matchAt, type Scan, startOf, typeOf } from './source.ts'
import { setOf } from './word-set.ts'

const DIGIT_NUMBER = /(\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,4})?)(w(?![a-z]))?/y
const PREFIX =
  /(人民币|rmb|港币|美元|美金|欧元|英镑|日元|台币|新台币|澳币|澳元|加币|加元|新币|韩元|泰铢|瑞郎) ?/y
/** 来 and 多 make it about so much. */
const ABOUT = /[多来余]/
/** 三块电池 are three pieces. */
const PIECES =
  /^(?:电池|布|砖|表|手表|屏|硬盘|蛋糕|肉|地|香皂|肥皂|板|玻璃|石|饼|豆腐|巧克力|毛巾|地毯|太阳能|滑雪板|充电板|地垫|移动|面板|显示|内存|主板|木|瓷砖|瓦|糖|冰|牛排|披萨|磁铁|抹布|垫|滤|拼图|区域|腕表|大的|小的|屏幕|显卡|田|墓|云)/
const NO_MONEY_BEHIND = /^[旦宵素]/
const FEN = 0.01
const MAO = 0.1

interface Sum {
  readonly value: number
  readonly end: number
  readonly code: string
}

/** A sum of money with a Chinese unit: 三块五, 两毛, 1.5万元, 人民币800元, 九块九, 5000日元. */
export function chineseAmount(scan: Scan, index: number): Found | undefined {
  const start = startOf(scan, index)
  if (typeOf(scan, index) !== HAN && typeOf(scan, index) !== DIGITS) return undefined
  const { lower } = scan
  const prefix = matchAt(PREFIX, lower, start)
  const number = numberAt(lower, start + (prefix?.[0].length ?? 0))
  if (number === undefined) return undefined
  if (IDIOM.test(lower.slice(start, start + 7)) || TOGETHER.test(lower.slice(start, start + 3)))
    return undefined
  const sum = withPrefix(prefix?.[1], sumBehind(lower, number) ?? rangeOf(lower, number), number)
  return sum && { kind: 'amount', end: sum.end, value: `${sum.value.toFixed(2)} ${sum.code}` }
}

const IDIOM = /^(?:一毛不拔|一分钱一分货|一分钱,一分货)/
const RANGE = / ?(?:-|–|—|~|到|至) ?/y

/** The 300 of 300-400元. */
function rangeOf(text: string, first: { readonly value: number; readonly end: number }): Sum | undefined {
  const joint = matchAt(RANGE, text, first.end)
  const second = joint && numberAt(text, first.end + joint[0].length)
  const sum = second && sumBehind(text, second)
  return sum && { value: first.value, end: first.end, code: sum.code }
}

/** 港币300元: what stands before says the currency. */
function withPrefix(
  name: string | undefined,
  sum: Sum | undefined,
  number: { readonly value: number; readonly end: number },
): Sum | undefined {
  if (name === undefined) return sum
  const code = CHINESE_UNITS.get(name.charAt(0))?.find(([unit]) => unit === name)?.[1] ?? 'CNY'
  return sum?.code === 'CNY' ? { ...sum, code } : (sum ?? { value: number.value, end: number.end, code })
}

function numberAt(text: string, at: number): { value: number; end: number } | undefined {
  const digits = matchAt(DIGIT_NUMBER, text, at)
  if (digits === undefined) {
    const read = readChinese(text, at)
    return read && (read.isRow && read.end - at > 1 ? undefined : read)
  }
  const begun = Number((digits[1] ?? '').replaceAll(',', '')) * (digits[2] ? 10_000 : 1)
  const end = at + digits[0].length
  return readChinese(text, end, begun) ?? { value: begun, end }
}

function sumBehind(text: string, { value, end }: { value: number; end: number }): Sum | undefined {
  let at = ABOUT.test(text[end] ?? '') ? end + 1 : end
  if (text[at] === ' ') at++
  const small = smallUnit(text, at, value)
  if (small) return small
  const unit = CHINESE_UNITS.get(text[at] ?? '')?.find(([name]) => text.startsWith(name, at))
  if (unit === undefined) return undefined
  const [name, code] = unit
  const behind = at + name.length
  if (name === '块') return kuai(text, behind, value)
  if (
    SHORT_UNITS.has(name) &&
    /^[\u4e00-\u9fff]/.test(text[behind] ?? '') &&
    !/^[的了吧呢吗以左多就和换]/.test(text[behind] ?? '')
  )
    return undefined
  if (name === '元')
    return NO_MONEY_BEHIND.test(text.slice(behind, behind + 1)) ? undefined : yuan(text, behind, value)
  return { value, end: behind, code }
}
/** Units that are other words too: 刀 a knife, 欧 in 欧洲, 镑. */
const SHORT_UNITS = setOf('刀 欧 镑')

/** 两毛, 五毛钱, 八角, 三分钱. */
function smallUnit(text: string, at: number, value: number): Sum | undefined {
  const unit = text[at]
  const next = text.slice(at + 1, at + 2)
  if (unit === '毛' && value < 100 && !/[衣巾线毯毛绒呢]/.test(next)) {
    const end = next === '钱' ? at + 2 : at + 1
    const fen = readChinese(text, end)
    const isFen = fen && text[fen.end] === '分'
    return isFen
      ? { value: value * MAO + fen.value * FEN, end: fen.end + 1, code: 'CNY' }
      : { value: value * MAO, end, code: 'CNY' }
  }
  if ((unit === '角' || unit === '分') && next === '钱')
    return { value: value * (unit === '角' ? MAO : FEN), end: at + 2, code: 'CNY' }
  return undefined
}

/** 一块儿 and 一块寄 mean together. */
const TOGETHER = /^一块(?![钱的多左,.!?，。！？\d一二三四五六七八九]|$)/

/** Behind 块: 三块五, 三块五毛, 三块五毛二, 九块九; or pieces of something. */
function kuai(text: string, at: number, value: number): Sum | undefined {
  const rest = restBehind(text, at, value)
  if (rest) return rest
  return PIECES.test(text.slice(at, at + 4)) ? undefined : { value, end: at, code: 'CNY' }
}

function yuan(text: string, at: number, value: number): Sum {
  const rest = restBehind(text, at, value)
  // 三元五 is not said.
  return rest && /[角毛分]/.test(text[rest.end - 1] ?? '') ? rest : { value, end: at, code: 'CNY' }
}

function restBehind(text: string, at: number, value: number): Sum | undefined {
  const digit = oneDigit(text, at)
  if (digit === undefined) return undefined
  const unit = text[digit.end]
  if (unit === '分' && text[digit.end + 1] !== '钟') return cny(value + digit.value * FEN, digit.end + 1)
  if (unit !== '毛' && unit !== '角')
    return isCounting(text, digit.end) ? undefined : cny(value + digit.value * MAO, digit.end)
  const second = oneDigit(text, digit.end + 1)
  if (second === undefined) return cny(value + digit.value * MAO, digit.end + 1)
  const end = text[second.end] === '分' ? second.end + 1 : second.end
  return cny(value + digit.value * MAO + second.value * FEN, end)
}

function cny(value: number, end: number): Sum {
  return { value, end, code: 'CNY' }
}

const ONE_DIGIT = /[1-9](?![\d.])/y

function oneDigit(text: string, at: number): { value: number; end: number } | undefined {
  const digit = matchAt(ONE_DIGIT, text, at)
  if (digit) return { value: Number(digit[0]), end: at + 1 }
  const read = readChinese(text, at)
  return read && read.end === at + 1 && read.value < 10 ? read : undefined
}

/** 三块两个: the second number counts something else. */
function isCounting(text: string, at: number): boolean {
  return /[个件张条次天月号点只双包盒箱份]/.test(text[at] ?? '')
}
