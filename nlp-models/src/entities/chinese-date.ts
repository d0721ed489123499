import { readChinese } from './chinese-numerals.ts'
import { counted, dated, fullYear } from './dated.ts'
import { DIGITS, isDigit } from './pieces.ts'
import { type Found, matchAt, type Scan, standsFree, startOf, typeOf } from './source.ts'

const N = '(\\d{1,2}|[一二三四五六七八九十]{1,3}|廿[一二三四五六七八九]?)'
const NOT_MOON = '(?![饼光亮球嫂薪租费卡供结票经牙])'
const YEARS: Readonly<Record<string, number>> = {
  大前年: -3,
  前年: -2,
  去年: -1,
  今年: 0,
  本年: 0,
  明年: 1,
  后年: 2,
}
const YEAR = `(?:(${Object.keys(YEARS).join('|')})|(\\d{4}|\\d{2}|[一二][〇零○九一二三四五六七八]{3}) ?年)`
/** 2026年5月3日, 去年12月, 三月份, 5月3号. */
const OF_MONTH = new RegExp(
  `${YEAR}?的? ?${N} ?月(?:份|${NOT_MOON})(?:的? ?${N} ?(?:日|号|(?![\\d.个件条元块次天台份人月年点:：%])))?`,
  'y',
)
const DOTTED =
  /(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?:[日号]|(?=之前|以前|前|之后|以后|后|到货|发货|入住|出发|晚上|早上|上午|下午))/y
const OF_YEAR = new RegExp(`${YEAR}(?![ 代级头货会度卡费龄限]|轻|终奖)`, 'y')
const MONTHS: Readonly<Record<string, number>> = { 上上: -2, 上: -1, 这: 0, 本: 0, 下: 1, 下下: 2 }
const NEAR_MONTH = new RegExp(
  `(上上|下下|上|下|这|本)(?:个)?月${NOT_MOON}(?:份)?(?:的? ?${N} ?(?:日|号))?`,
  'y',
)
const DAY_OFFSETS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  前晚: -2,
  昨天: -1,
  昨日: -1,
  昨儿: -1,
  昨晚: -1,
  昨夜: -1,
  今天: 0,
  今日: 0,
  今儿: 0,
  今晚: 0,
  今早: 0,
  今晨: 0,
  今夜: 0,
  明天: 1,
  明日: 1,
  明儿: 1,
  明早: 1,
  明晚: 1,
  明晨: 1,
  后天: 2,
  后日: 2,
  大后天: 3,
}
const DAY = new RegExp(
  Object.keys(DAY_OFFSETS)
    .toSorted((a, b) => b.length - a.length)
    .join('|'),
  'y',
)
const WEEKDAYS = '一二三四五六'
/** 上周一次都没 and 本周一直 name no Monday. */
const IN_WEEK =
  /(上上|下下|上|下|这|本)?个?(?:周|星期|礼拜)([一二三四五六日天]|[1-6](?!\d))(?!次|个月|直|共|样|般|定|些|边|遍)/y
const RECURRING = /^(?:到|至|-|~|—)(?:周|星期|礼拜)?[五六日天]/
const AGO = /(?:天|日(?=之后|以后|后)|周|个?星期|个?礼拜|个月|年)(?:之|以)?(前|后)(?!台|面|端|续|缀|置)/y
const HALF = /半(?:个月|年)(?:之|以)?(?:前|后)/y
const UNIT_DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 星: 7, 礼: 7 }
/** 15号, but not 15号楼 nor 5号电池. */
const DAY_ALONE = new RegExp(
  `${N} ?(?:号(?![楼线门口铺店房库机码院馆台桌位座柜厅梯栋幢仓球车间钻窗线井色字电公桶])|日(?![内游均票卡元历期常用本语]))`,
  'y',
)
const NAMED = /[路街道巷弄里村院镇区栋幢楼元第型编尺码鞋色尾工座]$/
const RANGE = /^ ?(?:到|至|-|–|—|~|和) ?$/

/** A date of a Chinese text, with its year where one is said: 5月3日, 下周五, 三天前, 大后天, 15号, 去年. */
export function chineseDate(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const isNumber = typeOf(scan, index) === DIGITS
  if (isNumber && !standsFree(scan, index)) return undefined
  if (isNumber && !hasUnit(scan.lower, at)) return undefined
  return (
    ofMonth(scan, at) ??
    dotted(scan, at) ??
    ofYear(scan, at) ??
    (isNumber ? undefined : nearDay(scan, at)) ??
    ago(scan, at) ??
    dayAlone(scan, at)
  )
}

/** Whether a Chinese unit of dates stands behind digits. */
function hasUnit(text: string, at: number): boolean {
  let end = at
  while (isDigit(text.charCodeAt(end))) end++
  if (text[end] === ' ') end++
  return '年月日号天周星礼个.'.includes(text[end] ?? ' ')
}

function numberOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  return isDigit(typed.charCodeAt(0)) ? Number(typed) : readChinese(typed, 0)?.value
}

function yearOf(typed: string | undefined): number | undefined {
  if (typed === undefined) return undefined
  return isDigit(typed.charCodeAt(0)) ? fullYear(typed) : readChinese(typed.replaceAll('○', '〇'), 0)?.value
}

function ofMonth(scan: Scan, at: number): Found | undefined {
  const match = matchAt(OF_MONTH, scan.lower, at)
  if (match === undefined) return undefined
  const [typed, near, year, month, day] = match
  const parts = { month: numberOf(month), day: numberOf(day) }
  const end = withWeekday(scan.lower, at + typed.length, parts.day)
  const found = dated(end, { ...parts, year: yearOf(year) })
  if (found === undefined || near === undefined) return found
  return counted(scan, end, { by: 'year', years: YEARS[near] ?? 0, ...parts })
}

const WEEKDAY_BEHIND = /[ ,，]?(?:周|星期|礼拜)[一二三四五六日天]/y

/** 11月27日周五 is one date. */
function withWeekday(text: string, end: number, day: number | undefined): number {
  const match = day === undefined ? undefined : matchAt(WEEKDAY_BEHIND, text, end)
  return match ? end + match[0].length : end
}

/** 11.25前, 12.3号: a day where something behind says so. */
function dotted(scan: Scan, at: number): Found | undefined {
  const match = matchAt(DOTTED, scan.lower, at)
  return match && dated(at + match[0].length, { month: Number(match[1]), day: Number(match[2]) })
}

function ofYear(scan: Scan, at: number): Found | undefined {
  const match = matchAt(OF_YEAR, scan.lower, at)
  if (match === undefined) return undefined
  const [typed, near, year] = match
  const end = at + typed.length
  if (near !== undefined) return counted(scan, end, { by: 'year', years: YEARS[near] ?? 0 })
  const said = yearOf(year)
  return said !== undefined && said >= 1900 && said < 2100 && (year ?? '').length === 4
    ? dated(end, { year: said })
    : undefined
}

function nearDay(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const day = matchAt(DAY, lower, at)?.[0]
  if (day) return counted(scan, at + day.length, { by: 'days', days: DAY_OFFSETS[day] ?? 0 })
  const month = matchAt(NEAR_MONTH, lower, at)
  if (month) {
    const said = { by: 'month', months: MONTHS[month[1] ?? ''] ?? 0, day: numberOf(month[2]) } as const
    return counted(scan, at + month[0].length, said)
  }
  return weekday(scan, at)
}

function weekday(scan: Scan, at: number): Found | undefined {
  const match = matchAt(IN_WEEK, scan.lower, at)
  if (match === undefined) return undefined
  const [typed, week, day = ''] = match
  const end = at + typed.length
  const before = scan.lower.slice(Math.max(0, at - 2), at)
  // 两周一次, 每周五.
  const isCounted = /[一二两三四五六七八九十几半\d每]个?$/.test(before) && scan.last.end !== at
  if (week === undefined && isCounted) return undefined
  if (/每$/.test(before)) return undefined
  if (week === undefined && day === '一' && RECURRING.test(scan.lower.slice(end, end + 4))) return undefined
  if (/周一(?:到|至|-|~|—)$/.test(scan.lower.slice(Math.max(0, at - 3), at))) return undefined
  const number = isDigit(day.charCodeAt(0)) ? Number(day) : WEEKDAYS.indexOf(day) + 1 || 7
  const weeks = week === undefined ? {} : { weeks: MONTHS[week] ?? 0 }
  return counted(scan, end, { by: 'weekday', weekday: number, ...weeks })
}

/** 三天前, 10天后, 两周前, 半个月前, 一年前. */
function ago(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const half = matchAt(HALF, lower, at)?.[0]
  if (half) {
    const direction = half.endsWith('后') ? 1 : -1
    const said = half.startsWith('半年')
      ? ({ by: 'month', months: 6 * direction } as const)
      : ({ by: 'days', days: 15 * direction } as const)
    return counted(scan, at + half.length, said)
  }
  const number = countAt(lower, at)
  const match = number && matchAt(AGO, lower, number.end)
  if (!match) return undefined
  const count = number.value * (match[1] === '后' ? 1 : -1)
  const end = number.end + match[0].length
  const unit = match[0].replace('个', '').charAt(0)
  const days = UNIT_DAYS[unit]
  if (days !== undefined) return counted(scan, end, { by: 'days', days: count * days })
  return counted(scan, end, unit === '月' ? { by: 'month', months: count } : { by: 'year', years: count })
}

function countAt(text: string, at: number): { value: number; end: number } | undefined {
  const digits = matchAt(/\d{1,3}(?!\d)/y, text, at)?.[0]
  if (digits === undefined) return readChinese(text, at)
  const end = at + digits.length
  return { value: Number(digits), end: text[end] === ' ' ? end + 1 : end }
}

function dayAlone(scan: Scan, at: number): Found | undefined {
  const { lower, last } = scan
  const match = matchAt(DAY_ALONE, lower, at)
  const day = numberOf(match?.[1])
  if (match === undefined || day === undefined || NAMED.test(lower.slice(Math.max(0, at - 1), at)))
    return undefined
  // 三日 is a word of books; a day of the month is 三号.
  if (match[0].endsWith('日') && !isDigit(lower.charCodeAt(at))) return undefined
  const end = withWeekday(lower, at + match[0].length, day)
  const isSecond = last.kind === 'date' && !last.relative && /-\d\d-\d\d$/.test(last.value)
  if (isSecond && at - last.end <= 3 && RANGE.test(lower.slice(last.end, at)) && day >= 1 && day <= 31)
    return { kind: 'date', end, value: `${last.value.slice(0, -2)}${String(day).padStart(2, '0')}` }
  return dated(end, { day })
}
