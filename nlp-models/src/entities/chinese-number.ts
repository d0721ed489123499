import { type ChineseNumeral, isChineseNumeral, readChinese } from './chinese-numerals.ts'
import { readDigits } from './numerals.ts'
import { DIGITS, HAN, isHan } from './pieces.ts'
import { type Found, matchAt, type Scan, startOf, typeOf } from './source.ts'

/** What is counted with in Chinese. */
const MEASURES = new Set(
  '个件台部只双条张把支枝本套份盒箱袋包瓶罐桶杯盘碗块片颗粒根卷捆对副组批间户家位名人口次回遍趟天周年秒分元斤克吨米升平度码寸兆倍折页篇字句行集场局轮班架艘辆匹头顶床扇面幢晚夜刻档种样款项类步笔单票封则期届滴勺顿餐股串束朵棵株枚节段道门碗壶筒听扎提排列栏站层岁代届通桌席盆铺圈管版'.split(
    '',
  ),
)
const MEASURE_WORDS =
  /小时|分钟|个月|公斤|公里|千克|厘米|毫米|毫升|英寸|平米|平方|季度|星期|礼拜|钟头|刻钟|成新|工作日|百分点/y
const PERCENT = /百分之/y
const DOZEN =
  /([一两三四五六七八九\d]|半)?打(?![开电印折算包扰车听字扫的过完回来出不了卡架招造动扮断压断给款])/y
/** Terms and idioms that a numeral begins or ends, and feasts. */
const TERMS =
  /二次(?!的|了)|二百五|十万火急|一万个(?=不|放心)|三天两头|两头|两码事|两回事|三番五次|五次三番|三五[天个次]|四通八达|五湖四海|三言两语|二去|三暮四|二楚|三长两短|三落四|两下子|三下五|八成|六神|二连三|三差五|三六九|[一二三四五六七八九十百千]{1,6}分之|三包(?=政策|服务|期|法|规定|凭证|卡)|三无|[一二三四五六七八九十]{1,2}级(?=市)|五星|四星|三星|五险|三通|三方|三角|四季|四面|八方|五金|六一|五一|三八|十一(?=假|期间|国庆|黄金|放假|长假|去|出|活动|买|大促)|双十|七夕|二手|二维|三维|二次元|四舍|九牛|三心|二话|八卦|十分(?!钟|之)|十足|百分百|万分|千万|万一|千里|百货|七上|三言|两全|两难|两清|两极|两用|两者|两边|两侧|两头|两口|三思|三倍(?=赔偿)|四轮|三轮|两轮|四驱|三防|一一|三三两两|五花|六神|七七八八|十全|百年|千年|十天半个?月|五百强|两步验证|双因素|四件套|三件套|两件套/y
const NAMED_BEFORE =
  /(?:第|房间|门牌|[单编代型货批款房序工学证账卡户口票桌箱车]号|号码|代码|错误码?|版本|型号|验证码|优惠码|折扣码|兑换码|激活码|密码|口令|邮编|尾号|分机|转|车次|航班|端口|系列|订单|运单|邮政编码|区号|热线|电话|拨打|致电|频道|座位|系统|iphone|ip|qq|微信|客服|单元|栋|幢|号楼|编码|尾数|后四位|小米|华为|苹果|荣耀|三星|一加|魅族|红米|真我|vivo|oppo|mate|note|reno|pro|合)(?:是|为|号|:|#| |变成|改成|显示)?$/
const SALES_DAY = /^(?:11\.11|12\.12|6\.18|3\.8|5\.1|10\.1|9\.9)(?![万千百亿\d])/
/** 小米手环8, 双11. */
const MODEL_BEFORE = /(?:手环|手表|平板|耳机|音箱|双)$/
/** 3栋, 12号, 5G is told elsewhere. */
const NAMED_BEHIND =
  /^(?:号(?!码)|栋|幢|室|单元|楼|层|弄|巷|路(?![程由])|合一|合1|版|座(?!位)|排|航站楼|车厢|代|年级|班|分之|x\d|×\d|级(?!别)|件套|节(?![约省点])|大促)/
/** 3万5 is 35,000. */
const SHORT_UNITS: Readonly<Record<string, number>> = { 万: 1000, 千: 100 }
const LOOK_BACK = 6

/**
 * A number of a Chinese text: 两个, 十二件, 半打, 百分之八, or digits that 万 and the like go on. A lone numeral needs
 * something that is counted behind it, or nothing at all around it.
 */
export function chineseNumber(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  if (typeOf(scan, index) === DIGITS) return digitsAndUnits(scan, index)
  if (typeOf(scan, index) !== HAN) return undefined
  return percentAt(scan.lower, at) ?? dozenAt(scan.lower, at) ?? wordsAt(scan, index)
}

function digitsAndUnits(scan: Scan, index: number): Found | undefined {
  const read = readDigits(scan, index)
  if (scan.lower[read.end] === '打') return dozenAt(scan.lower, startOf(scan, index))
  const more = readChinese(scan.lower, read.end, read.value)
  if (more === undefined || more.isRow) return undefined
  const unit = SHORT_UNITS[scan.lower[more.end - 1] ?? '']
  const digit = unit === undefined ? undefined : matchAt(/[1-9](?![\d.])/y, scan.lower, more.end)
  if (unit === undefined || digit === undefined)
    return { kind: 'number', end: more.end, value: plain(more.value) }
  return { kind: 'number', end: more.end + 1, value: plain(more.value + Number(digit[0]) * unit) }
}

function percentAt(text: string, at: number): Found | undefined {
  if (matchAt(PERCENT, text, at) === undefined) return undefined
  const behind = at + 3
  const digits = matchAt(/\d{1,3}(?:\.\d{1,4})?/y, text, behind)
  if (digits) return { kind: 'number', end: behind + digits[0].length, value: `${Number(digits[0])}%` }
  if (text[behind] === '百') return { kind: 'number', end: behind + 1, value: '100%' }
  const read = readChinese(text, behind)
  if (read === undefined) return undefined
  const decimal = text[read.end] === '点' ? readChinese(text, read.end + 1) : undefined
  if (decimal?.isRow !== true) return { kind: 'number', end: read.end, value: `${plain(read.value)}%` }
  return { kind: 'number', end: decimal.end, value: `${plain(read.value)}.${decimal.value}%` }
}

function dozenAt(text: string, at: number): Found | undefined {
  const match = matchAt(DOZEN, text, at)
  const count = match?.[1]
  if (match === undefined || count === undefined) return undefined
  const times = count === '半' ? 0.5 : (readChinese(text, at)?.value ?? Number(count))
  return { kind: 'number', end: at + match[0].length, value: String(times * 12) }
}

function wordsAt(scan: Scan, index: number): Found | undefined {
  const { lower } = scan
  const at = startOf(scan, index)
  const read = readChinese(lower, at)
  if (read === undefined || read.value < 2 || isVague(scan, at, read) || matchAt(TERMS, lower, at))
    return undefined
  const decimal = decimalBehind(lower, read)
  const end = decimal?.end ?? read.end
  const before = lower.slice(Math.max(0, at - LOOK_BACK), at)
  if (NAMED_BEFORE.test(before) || NAMED_BEHIND.test(lower.slice(end, end + 4))) return undefined
  if (!isLarge(lower, read, before) && !isCounting(scan, at, end)) return undefined
  return { kind: 'number', end, value: decimal?.value ?? plain(read.value) }
}

/** 三五个, 几十, the rest of 两三天, 前两天. */
function isVague(scan: Scan, at: number, { value, end, isRow }: ChineseNumeral): boolean {
  const { lower } = scan
  const before = lower[at - 1] ?? ''
  if ((isRow && end - at > 1) || /[几数]/.test(before)) return true
  if (isChineseNumeral(lower.charCodeAt(at - 1)) && scan.last.end !== at) return true
  return value === 2 && /[前这那]/.test(before) && lower[end] === '天'
}

/** 两千, 减三十: too much for an idiom, or not small and with nothing but a mark behind. */
function isLarge(text: string, { value, end, isRow }: ChineseNumeral, before: string): boolean {
  if (value >= 100) return true
  return value >= 20 && !isRow && endsClause(text, end) && !/[第初年双]$/.test(before)
}

/** Nothing but a mark behind. */
function endsClause(text: string, end: number): boolean {
  return end >= text.length || /[,.!?;，。！？；\n ]/.test(text[end] ?? '')
}

/** 两点五倍. */
function decimalBehind(text: string, read: { value: number; end: number }) {
  if (text[read.end] !== '点') return undefined
  const decimal = readChinese(text, read.end + 1)
  if (decimal?.isRow !== true || !MEASURES.has(text[decimal.end] ?? '')) return undefined
  return { end: decimal.end, value: `${plain(read.value)}.${decimal.value}` }
}

function isCounting(scan: Scan, at: number, end: number): boolean {
  const { lower } = scan
  const next = lower[end] ?? ''
  if (next === '几') return false
  const about = /[多来余]/.test(next) ? end + 1 : end
  const measured = lower[about] === ' ' ? about + 1 : about
  if (MEASURES.has(lower[measured] ?? '')) return true
  if (matchAt(MEASURE_WORDS, lower, measured)) return true
  if (lower[measured] === '大' && MEASURES.has(lower[measured + 1] ?? '')) return true
  // Alone in the message or between marks.
  if (next === '、' || lower[at - 1] === '、') return false
  const isAlone = !isHan(lower.charCodeAt(end)) && !isHan(lower.charCodeAt(at - 1))
  return isAlone && !/[a-z\d-]/.test(next)
}

/** Whether Chinese words around digits make them a name: 3栋, 尾号1234, 5号线. */
export function namesInChinese(scan: Scan, index: number, end: number): boolean {
  const at = startOf(scan, index)
  const from = scan.text[at - 1] === ' ' ? at - 1 : at
  const behind = scan.lower[end] === ' ' ? end + 1 : end
  if (isHan(scan.lower.charCodeAt(behind)) || scan.lower[end] === 'x')
    if (NAMED_BEHIND.test(scan.lower.slice(behind, behind + 4))) return true
  if (
    MODEL_BEFORE.test(scan.lower.slice(Math.max(0, from - 3), from)) &&
    !MEASURES.has(scan.lower[behind] ?? '')
  )
    return true
  if (
    SALES_DAY.test(scan.lower.slice(at, end + 1)) &&
    isHan(scan.lower.charCodeAt(behind)) &&
    !MEASURES.has(scan.lower[behind] ?? '')
  )
    return true
  const isBehindHan = isHan(scan.lower.charCodeAt(from - 1)) || ':#'.includes(scan.lower[from - 1] ?? ' ')
  return isBehindHan && NAMED_BEFORE.test(scan.lower.slice(Math.max(0, from - LOOK_BACK), from))
}

function plain(value: number): string {
  return String(Number(value.toFixed(6)))
}
