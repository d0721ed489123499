import { readChinese } from './chinese-numerals.ts'
import { DIGITS } from './pieces.ts'
import { type Found, matchAt, type Scan, startOf, typeOf } from './source.ts'

const PART =
  /(?:凌晨|清晨|清早|早晨|早上|大早上|一早|早|上午|中午|正午|午间|下午|午后|傍晚|晚上|晚间|夜里|夜间|半夜|深夜|夜晚|午夜|晚|夜)的? ?/y
const NUMBER = /\d{1,2}(?!\d)/y
/** What may stand behind the hour. */
const COLON = /[:：]([0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])/y
const HOUR =
  / ?(?:点钟|点整|点正|点半|点一刻|点三刻|点过|点|时整|时许|时(?!间|候|长|段|代|不|常|效|区|速|尚))/y
const MINUTES =
  / ?([0-5]?\d)分?(?![\d.:]|钟|[个件天块元次张条月号])|([零〇一二三四五]?十?[一二三四五六七八九]?)分(?!钟)|([二三四五]十[一二三四五六七八九]?|十[一二三四五六七八九]?|[零〇][一二三四五六七八九])(?![个件天块元次张条月号分])/y
const FIXED = /零点(?![几\d一二三四五六七八九])|正午(?!\d|十)|午夜(?=[^十零\d]|$)/y
/** 两点建议 are two suggestions, 一点也不 is not at all. */
const POINTS =
  /^(?:意见|建议|问题|要求|疑问|原因|理由|想法|说明|优点|缺点|好处|不足|希望|诉求|需求|需要说|要说|要注意|不满|体会|感受|请|五(?!十)|数|[零一二三四五六七八九十]?[倍个])/
const NOT_ONE = /^(?!钟|整|半|[到至左前之后以的多送开来起钱再见左]|[零〇\d十二三四五])/
const RANGE = /^ ?(?:到|至|-|–|—|~|～|和|或者?) ?/

interface Hour {
  readonly hour: number
  readonly minute: number
  readonly end: number
  readonly part: string
}

/** A Chinese time of day: 下午三点, 10点半, 晚上11:30, 八点一刻, 零点. */
export function chineseTime(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const { lower } = scan
  const isFixed = typeOf(scan, index) !== DIGITS && matchAt(FIXED, lower, at)
  const read = lower[at] === '差' ? hourTo(lower, at) : hourAt(lower, at)
  if (isFixed && (read === undefined || read.end < at + 2)) {
    const value = lower.startsWith('正午', at) ? '12:00' : '00:00'
    return { kind: 'time', end: at + isFixed[0].length, value }
  }
  if (read === undefined) return undefined
  const part = read.part || partOfOther(scan, at, read.end)
  const hour = hourOfPart(read.hour, part)
  if (hour > 23) return undefined
  const two = (count: number) => String(count).padStart(2, '0')
  return { kind: 'time', end: read.end, value: `${two(hour)}:${two(read.minute)}` }
}

const TO = /差(?:一刻|([一二三四五六七八九十\d]{1,2})分)(?:钟|到)?/y

/** 差一刻八点 is 07:45. */
function hourTo(text: string, at: number): Hour | undefined {
  const match = matchAt(TO, text, at)
  const read = match && hourAt(text, at + match[0].length)
  if (!match || read === undefined || read.minute !== 0) return undefined
  const minutes = match[1] === undefined ? 15 : (readChinese(match[1], 0)?.value ?? Number(match[1]))
  return { ...read, hour: read.hour - 1, minute: 60 - minutes }
}

function hourAt(text: string, at: number): Hour | undefined {
  const part = matchAt(PART, text, at)?.[0] ?? ''
  const from = at + part.length
  const digits = matchAt(NUMBER, text, from)?.[0]
  const words = digits === undefined ? readChinese(text, from) : undefined
  const hour = digits === undefined ? words?.value : Number(digits)
  const behind = digits === undefined ? (words?.end ?? 0) : from + digits.length
  if (hour === undefined || hour > 24 || behind - from > 3) return undefined
  const colon = digits === undefined ? undefined : matchAt(COLON, text, behind)
  // Without a part of the day `3:15` is read with the English times.
  if (colon && part !== '')
    return { hour, minute: Number(colon[1]), end: behind + colon[0].length, part: part.trim() }
  const mark = matchAt(HOUR, text, behind)
  if (mark === undefined) return undefined
  return withMinutes(
    text,
    { hour, mark: mark[0].trim(), end: behind + mark[0].length, part: part.trim() },
    words?.isRow,
  )
}

function withMinutes(
  text: string,
  { hour, mark, end, part }: { hour: number; mark: string; end: number; part: string },
  inWords: boolean | undefined,
): Hour | undefined {
  if (mark === '点半') return { hour, minute: 30, end, part }
  if (mark === '点一刻') return { hour, minute: 15, end, part }
  if (mark === '点三刻') return { hour, minute: 45, end, part }
  const isOpen = mark === '点' || mark === '时' || mark === '点过'
  if (!isOpen) return { hour, minute: 0, end, part }
  const rest = text.slice(end, end + 4)
  if (part === '' && inWords !== undefined && hour === 1 && NOT_ONE.test(rest)) return undefined
  if (part === '' && POINTS.test(rest)) return undefined
  const minutes = matchAt(MINUTES, text, end)
  if (minutes === undefined)
    return mark === '时' && part === '' && inWords !== undefined ? undefined : { hour, minute: 0, end, part }
  const minute = minutesOf(minutes)
  if (minute === undefined || minute > 59) return { hour, minute: 0, end, part }
  return { hour, minute, end: end + minutes[0].length, part }
}

function minutesOf(match: RegExpExecArray): number | undefined {
  if (match[1] !== undefined) return Number(match[1])
  const words = match[2] || match[3]
  if (!words) return undefined
  return readChinese(words.replace(/^[零〇]/, ''), 0)?.value
}

/** In 下午2点到4点 and 2点到下午4点 an end takes the part of the day from the other. */
function partOfOther(scan: Scan, at: number, end: number): string {
  const { last, lower } = scan
  // 今晚8点, 明早 9 点.
  if (last.kind === 'date' && at - last.end <= 1) {
    const part = lower[last.end - 1] ?? ''
    if ('晚夜早晨'.includes(part)) return part
  }
  if (last.kind === 'time' && at - last.end <= 4) {
    const joint = RANGE.exec(lower.slice(last.end, at))
    if (joint && joint[0].length === at - last.end) return matchAt(PART, lower, last.start)?.[0].trim() ?? ''
  }
  const joint = RANGE.exec(lower.slice(end, end + 4))
  if (!joint) return ''
  const other = hourAt(lower, end + joint[0].length)
  return other?.part ?? ''
}

const AFTERNOON = /^(?:下午|午后|傍晚)/
const NOON = /^(?:中午|正午|午间)/
const NIGHT = /^(?:晚|夜|半夜|深夜|午夜)/
const EARLY = /^凌晨/

/** The hour on a 24-hour clock; 晚上12点 and 凌晨12点 are midnight, 晚上1点 is one in the morning. */
function hourOfPart(hour: number, part: string): number {
  if (hour === 24) return 0
  if (AFTERNOON.test(part)) return hour < 12 ? hour + 12 : hour
  if (NOON.test(part)) return hour < 10 ? hour + 12 : hour
  if (EARLY.test(part)) return hour === 12 ? 0 : hour
  if (!NIGHT.test(part)) return hour
  if (hour === 12) return 0
  return hour >= 5 && hour < 12 ? hour + 12 : hour
}
