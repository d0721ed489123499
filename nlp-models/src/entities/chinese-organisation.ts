import * as flags from './flags.ts'
import { isAlphanumeric, isHan } from './pieces.ts'
import { type Found, matchAt, type Scan, startOf } from './source.ts'

const ANY = flags.COMPANY | flags.MAYBE_COMPANY
/** What belongs to a known name: 华为公司, 顺丰速运, 工商银行杭州分行. */
const MORE =
  /(?:（[\u4e00-\u9fff]{2,6}）)?(?:股份有限公司|有限责任公司|有限公司|航空公司|保险公司|集团公司|集团|公司|快递(?!员|柜|小哥)|速运|速递|物流(?!信息|单号|显示|更新|状态|查询|停|没|一直|太|好|已|不|在|到|信)|超市|商城|信用卡中心|之家|ems)/y
const BRANCH = /[\u4e00-\u9fff]{2,6}?(?:分行|支行|分公司)/y
/** 苏州银行, 上海移动: a place and what it is. */
const OF_PLACE =
  /(?:省|市)?(?:农村商业银行|农商银行|农商行|农信社|银行|航空(?!件|箱|运|快|公)|移动(?!电|端|设|到|支|了)|联通|电信|铁通|供电局|铁路局)/y
/** Unknown names that end so. */
const BY_END =
  /[\u4e00-\u9fff（）()]{2,16}?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团(?!购)|股份公司)/y
const STOPS = new Set(
  '在是给和跟从向由到叫的请帮用为开与及被把找问让对去写于，我你他她们这那哪家个了着过要收寄发头称将'.split(
    '',
  ),
)
const INNER = /在|是|给|跟|从|叫|的|写|抬头|名称|请|我|你|他|这|那|哪|了|把|被/
/** Only with something around them that says company. */
const BEHIND =
  /^的?(?:手机|官网|客服|公司|旗舰|专卖|官方|售后|商店|商城|电视|汽车|4s|店|账号|账户|支付|宽带|营业厅|套餐|号码|卡(?!顿)|航空|热线|空调|冰箱|洗衣机|电饭|微波炉|洗碗机|热水器|油烟机|风扇|净水|那边|的人|说|给我|告诉|扣|app|专柜|直营)/
const BEFORE = /(?:在|用|跟|向|找|被|从|由|开通|办的?|给|打给|联系|问)$/
const NOT_BEHIND = /^(?:电源|端|设备|硬盘|终端|到|位置|应用|支付|了|一下|数据|信号|树|汁|醋|味|粥|派|饭|食)/

/** A company of a Chinese text: of the list, of a place, or unknown before 有限公司 and the like. */
export function chineseOrganisation(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const listed = listedAt(scan, at)
  const named = namedAt(scan, at)
  if (named && named.end > (listed?.end ?? 0)) return named
  return listed ?? ofPlace(scan, at)
}

function found(scan: Scan, at: number, end: number): Found {
  return { kind: 'organisation', end, value: scan.text.slice(at, end) }
}

function listedAt(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const row = scan.characters.longest(lower, at, ANY)
  if (lower.startsWith('微信号', at)) return undefined
  if (
    row === undefined ||
    (!isHan(lower.charCodeAt(row.end - 1)) && isAlphanumeric(lower.charCodeAt(row.end)))
  )
    return undefined
  if ((row.flags & flags.BRAND) !== 0 && isModel(lower, row.end)) return undefined
  if ((row.flags & flags.COMPANY) === 0 && !isMeant(lower, at, row.end)) return undefined
  return found(scan, at, ofPeople(lower, at, row.end) ?? withMore(lower, row.end))
}

/** 韵达快递员 is a courier of 韵达. */
function ofPeople(text: string, at: number, end: number): number | undefined {
  const isOf = end - at > 2 && /^(?:快递|外卖)[员柜]/.test(text.slice(end - 2, end + 1))
  return isOf ? end - 2 : undefined
}

/** 小米14, 华为 Mate60, but not 华为 in 华为100块. */
function isModel(text: string, end: number): boolean {
  const from = text[end] === ' ' ? end + 1 : end
  return /^(?:[a-z]{1,8} ?\d|\d{1,4}(?:pro|plus|max|ultra|[a-z]\b|(?![\d元块个台部折月年点天.,:])))/.test(
    text.slice(from, from + 12),
  )
}

function isMeant(text: string, at: number, end: number): boolean {
  const behind = text.slice(end, end + 4)
  if (NOT_BEHIND.test(behind)) return false
  const isLast = !isHan(text.charCodeAt(end)) && '是用换到'.includes(text[at - 1] ?? ' ')
  return isLast || BEHIND.test(behind) || BEFORE.test(text.slice(Math.max(0, at - 2), at))
}

function withMore(text: string, end: number): number {
  const more = matchAt(MORE, text, end)?.[0].length ?? 0
  const branch = matchAt(BRANCH, text, end + more)?.[0].length ?? 0
  return end + more + branch
}

function ofPlace(scan: Scan, at: number): Found | undefined {
  const row = scan.characters.longest(scan.lower, at, flags.PLACE)
  const kind = row && matchAt(OF_PLACE, scan.lower, row.end)?.[0]
  if (row === undefined || kind === undefined) return undefined
  return found(scan, at, withMore(scan.lower, row.end + kind.length))
}

function namedAt(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const before = lower[at - 1] ?? ''
  const isStart = !isHan(lower.charCodeAt(at - 1)) || STOPS.has(before)
  if (!isStart || STOPS.has(lower[at] ?? '')) return undefined
  if (!scan.hasCompanyEnd) return undefined
  const match = matchAt(BY_END, lower, at)
  // The name begins behind 写, 抬头 and the like.
  if (match === undefined || INNER.test(match[0].slice(1))) return undefined
  return found(scan, at, withMore(lower, at + match[0].length))
}
