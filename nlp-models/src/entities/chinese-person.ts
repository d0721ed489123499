import * as flags from './flags.ts'
import {
  CHINESE_TITLES,
  GIVEN_SIGNS,
  NO_NAMES,
  PLAIN_SURNAMES,
  SURE_SIGNS,
} from './gazetteer/chinese-names.ts'
import { isHan } from './pieces.ts'
import { type Found, matchAt, type Scan, startOf } from './source.ts'
import { setOf } from './word-set.ts'

const plain = new Set(PLAIN_SURNAMES)
const given = new Set(GIVEN_SIGNS)
const sure = new Set(SURE_SIGNS)
const noNames = new Set(NO_NAMES.split(' '))
/** Longest first; the short ones are words of their own, they need the end of something behind them. */
const titles = CHINESE_TITLES.split(' ').toSorted((a, b) => b.length - a.length)
const titleStarts = new Set(titles.map((title) => title.charAt(0)))
const SHORT_TITLES = setOf('总 工 哥 姐 博士 导游 会计 助理 顾问 专员 同学')
/** Family names that are little words too: 和女士 is no Ms. He. */
const WORDS = new Set(
  '和时都向同于但连应该来由关支管单方那班干边相当项从计明全成强满宿解任通公官封况且原平国农门老阿经有各能会要对',
)

/** What a name follows for sure. */
const STRONG_CUES =
  '我叫 姓名 名字 名叫 本人 叫做 叫我 叫 我姓 收件人 寄件人 发件人 联系人 收货人 代收人 签收人 取件人 提货人 经办人 负责人 申请人 委托人 担保人 预订人 预定人 入住人 持卡人 开户人 投保人 被保险人 受益人 当事人 户主 户名 法人 乘客 旅客 住客 房客 患者 病人 业主 车主 学员 署名 落款'
/** What a name often follows. */
const ROLE_CUES =
  '客服 店员 快递员 配送员 业务员 服务员 乘务员 售货员 营业员 收银员 理货员 骑手 司机 技师 技术员 工程师 设计师 经理 主管 店长 组长 队长 师傅 老师 医生 护士 律师 教练 主任 顾问 管家 专员 坐席 人员 员工 销售 前台 导游 保安 代理 中介 房东 租客 老板 领导 秘书 助理 同事 同学 朋友 闺蜜 室友 邻居 老公 老婆 丈夫 妻子 太太 先生 女友 男友 妈妈 爸爸 妈 爸 母亲 父亲 爷爷 奶奶 外公 外婆 姥姥 姥爷 公公 婆婆 岳父 岳母 舅舅 姑姑 叔叔 伯伯 阿姨 婶婶 儿子 女儿 孩子 宝宝 孙子 孙女 哥哥 姐姐 弟弟 妹妹 表哥 表姐 表弟 表妹 堂哥 堂姐 堂弟 堂妹 哥 姐 弟 妹 侄子 外甥 小姐姐 小哥 客户 顾客 用户 会员 买家 卖家 亲戚'
/** What a name may follow, among much else. */
const WEAK_CUES =
  '我是 这是 您好 你好 找 给 跟 问 让 替 请 帮 联系 通知 提醒 认识 和 是 由 被 对 谢谢 感谢 多谢 辛苦 麻烦 转告 告诉 投诉 表扬 写成 写的 填成 填的 改成 换成 改为 登记 备注 送给 发给 寄给 转给 交给 留给 打给'
const LINK = '(?:是|为|叫|改为|改成|写的|换成|应该是|写错了,应该是)?[:,]? ?$'
const cuePattern = (words: string, link: string) =>
  new RegExp(
    `(?:${words
      .split(' ')
      .toSorted((a, b) => b.length - a.length)
      .join('|')})${link}`,
  )
const STRONG = cuePattern(STRONG_CUES, LINK)
const ROLE = cuePattern(ROLE_CUES, ':? ?$')
const WEAK = cuePattern(WEAK_CUES, '了?:? ?$')
/** The last characters of all that may stand before a name. */
const CUE_ENDS = new Set(
  `${STRONG_CUES} ${ROLE_CUES} ${WEAK_CUES} 了 是 为 成 的 : ,`.split(' ').map((cue) => cue.at(-1)),
)
CUE_ENDS.add(' ')
/** What goes on behind a name. */
const GOES_ON =
  /^(?:的|说|在|是|让|给|帮|接|什|几|哪|怎|多|能|行|跟|和|与|来|打|收|签|订|买|要|想|已|刚|就|也|都|还|没|有|不|把|被|从|到|去|电|手|身|女|男|先生|您|你|我|他|她|态|服|处|负|答|告|承|退|发|申|办|用|联|今|昨|明天|前|后|这|那|上|下|本|之|等|吗|呢|吧|呀|啊|了|一|两|三|先|换|改|转|代|取|提|很|真|太|挺|特|态|热|回|查|预|入|住|走|应|可|能|会|请|谢|麻烦|需|单|地址|订|房|编|尾|卡|号|有限|才|时|最|再|以|因|为)/
/** 约翰·史密斯. */
const FOREIGN =
  /[\u4e00-\u9fff]{1,5}[·•・][\u4e00-\u9fff]{1,5}(?:[·•・][\u4e00-\u9fff]{1,5})?(?![\u4e00-\u9fff])/y
const SMALL = /[小老阿]/

/** A Chinese name: 我叫王小明, 张先生, 客服小李, or nothing but a name between two marks. */
export function chinesePerson(scan: Scan, index: number): Found | undefined {
  const at = startOf(scan, index)
  const { lower } = scan
  if (SMALL.test(lower[at] ?? '')) return nickname(scan, at)
  const foreign = matchAt(FOREIGN, lower, at)
  if (foreign && !isHan(lower.charCodeAt(at - 1))) return found(scan, at, at + foreign[0].length)
  const surname = scan.characters.longest(lower, at, flags.SURNAME)
  if (surname === undefined) return undefined
  return titled(scan, at, surname.end) ?? named(scan, at, surname.end)
}

function found(scan: Scan, at: number, end: number): Found {
  return { kind: 'person', end, value: scan.text.slice(at, end) }
}

/** 张先生, 王小明女士. */
function titled(scan: Scan, at: number, surnameEnd: number): Found | undefined {
  const { lower } = scan
  if (!mayHaveTitle(lower, at, surnameEnd)) return undefined
  for (let end = surnameEnd; end <= surnameEnd + 2; end++) {
    if (end > surnameEnd && !given.has(lower[end - 1] ?? '')) return undefined
    const title = titleStarts.has(lower[end] ?? '')
      ? titles.find((one) => lower.startsWith(one, end))
      : undefined
    if (title && isTitle(lower, { at, surnameEnd, end, title })) return found(scan, at, end + title.length)
  }
  return undefined
}

/** 维修师傅 is no Mr. Xiu: a family name that is often a part of words needs something before it. */
function mayHaveTitle(text: string, at: number, surnameEnd: number): boolean {
  const first = text[at] ?? ''
  if (WORDS.has(first) || noNames.has(text.slice(at, at + 2))) return false
  if (plain.has(first) || surnameEnd - at > 1) return true
  return !isHan(text.charCodeAt(at - 1)) || OPENS.test(text[at - 1] ?? '')
}

const OPENS = /[帮叫名是人客给跟和找问请让替由被把对将位送告诉谢苦烦系知到，的与同]/

function isTitle(
  text: string,
  { at, surnameEnd, end, title }: { at: number; surnameEnd: number; end: number; title: string },
): boolean {
  if (title.length > 1 && !SHORT_TITLES.has(title)) return true
  if (end > surnameEnd || !plain.has(text[at] ?? '')) return false
  const behind = end + title.length
  return !isHan(text.charCodeAt(behind)) || GOES_ON.test(text.slice(behind, behind + 2))
}

/** 小李, 老王: a small word and one of the plain family names, with an end behind. */
function nickname(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const surname = lower[at + 1] ?? ''
  if (lower[at] === '阿') return byGivenName(scan, at)
  if (!plain.has(surname) && !NICKNAMED.has(surname)) return undefined
  const end = at + 2
  const before = lower.slice(Math.max(0, at - 5), at)
  const isCued = ROLE.test(before) || WEAK.test(before) || STRONG.test(before)
  const isOpen = isCued || (plain.has(surname) && !isHan(lower.charCodeAt(at - 1)))
  const isClosed = !isHan(lower.charCodeAt(end)) || GOES_ON.test(lower.slice(end, end + 2))
  return isOpen && isClosed ? found(scan, at, end) : undefined
}

/** 叫我阿强. */
function byGivenName(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  const isCued = STRONG.test(lower.slice(Math.max(0, at - 5), at))
  return isCued && sure.has(lower[at + 1] ?? '') && isEnd(lower, at + 2) ? found(scan, at, at + 2) : undefined
}

/** Behind 小 also words of their own: only where a name is expected. */
const NICKNAMED = new Set('明丽芳刚强华军红燕玲敏林高何马方夏叶江田余丁金于任卢钟易常白石龙文万')

function named(scan: Scan, at: number, surnameEnd: number): Found | undefined {
  const { lower } = scan
  const previous = lower[at - 1] ?? ''
  const isApart = !isHan(lower.charCodeAt(at - 1))
  if (!isApart && !CUE_ENDS.has(previous)) return inRunningText(scan, at)
  if (noNames.has(lower.slice(at, at + 2))) return undefined
  const before = lower.slice(Math.max(0, at - 9), at)
  if (STRONG.test(before)) return strongName(scan, at, surnameEnd)
  const cue = ROLE.test(before) ? 'role' : WEAK.test(before) ? 'weak' : isApart ? 'none' : undefined
  return cue ? weakName(scan, { at, surnameEnd, cue }) : inRunningText(scan, at)
}

/** Behind 我叫 and the like any characters are a name, two if they can be, else one. */
function strongName(scan: Scan, at: number, surnameEnd: number): Found | undefined {
  const { lower } = scan
  const one = surnameEnd + 1
  if (!isHan(lower.charCodeAt(surnameEnd))) return undefined
  if (!isHan(lower.charCodeAt(one))) return found(scan, at, one)
  const two = surnameEnd + 2
  if (BEGINS.test(lower.slice(one, one + 2))) return found(scan, at, one)
  const isTwo = isEnd(lower, two) && (given.has(lower[one] ?? '') || !isEnd(lower, one))
  if (isTwo) return found(scan, at, two)
  if (isEnd(lower, one)) return found(scan, at, one)
  return given.has(lower[surnameEnd] ?? '') && given.has(lower[one] ?? '') ? found(scan, at, two) : undefined
}

/** What goes on behind a name of two characters, though its first is one that names have. */
const BEGINS =
  /^(?:可以|可否|可能|是否|能不|能否|需要|应该|明天|今天|昨天|后天|现在|时间|方便|来电|已经|马上|立即|多少|身份|电话|手机|地址|先生|女士|有没|没有|同意|成功|申请|信息|生日|平时|安排|安装|同学|同志|本人|收件)/

function isEnd(text: string, at: number): boolean {
  return !isHan(text.charCodeAt(at)) || GOES_ON.test(text.slice(at, at + 2))
}

/** 刚才王佳慧说: a plain family name and given ones that are seldom other words, where one speaks or owns. */
function inRunningText(scan: Scan, at: number): Found | undefined {
  const { lower } = scan
  if (!plain.has(lower[at] ?? '') || !given.has(lower[at + 1] ?? '') || noNames.has(lower.slice(at, at + 2)))
    return undefined
  if (scan.characters.longest(lower, at, flags.PLACE)) return undefined
  const isTwo = given.has(lower[at + 2] ?? '') && SPEAKS.test(lower.slice(at + 3, at + 6))
  if (isTwo && (sure.has(lower[at + 1] ?? '') || sure.has(lower[at + 2] ?? '')))
    return found(scan, at, at + 3)
  const isOne = sure.has(lower[at + 1] ?? '') && SPEAKS.test(lower.slice(at + 2, at + 5))
  return isOne ? found(scan, at, at + 2) : undefined
}
const SPEAKS =
  /^(?:说|告诉|签收|接的|接电话|帮我|给我|处理|负责|答应|承诺|的订单|的快递|的包裹|的电话|的手机|的名|的账|的卡|先生|女士|收|$|[,.!?，。！？])/

type WeakCue = 'role' | 'weak' | 'none'

/** With less before it, every character must be one that names have, and it must end there. */
function weakName(
  scan: Scan,
  { at, surnameEnd, cue }: { at: number; surnameEnd: number; cue: WeakCue },
): Found | undefined {
  const { lower } = scan
  const isPlain = surnameEnd - at === 2 || plain.has(lower[at] ?? '')
  if (!given.has(lower[surnameEnd] ?? '')) return undefined
  const two = surnameEnd + 2
  const isTwo =
    given.has(lower[surnameEnd + 1] ?? '') && !BEGINS.test(lower.slice(surnameEnd + 1, surnameEnd + 3))
  if (isTwo && isClosed(lower, two, cue, isPlain)) return found(scan, at, two)
  const one = surnameEnd + 1
  const isNamed = isPlain || cue === 'role' || sure.has(lower[surnameEnd] ?? '')
  const isOne = isClosed(lower, one, cue, false) || RECEIVES.test(lower.slice(one, one + 3))
  return isNamed && isOne ? found(scan, at, one) : undefined
}

const RECEIVES =
  /^(?:收|签收|先生|电话|手机|身份证|的(?:订单|快递|包裹|手机|电话|身份证|账号|账户|卡|名字|会员|预订|房间|保单|航班|机票|票)|说|告诉|帮我|给我|态度)/

const CLEAR_END =
  /^(?:的|说|在|签|收|帮|给|告诉|处理|负责|，|。|先生|女士|电话|手机|身份证|订|预订|您好|你好|是你|是您|让我|买|付|用|下单|来电|打来|接的|接电话|送来|发的|寄的|订的)/

function isClosed(text: string, at: number, cue: WeakCue, isLong: boolean): boolean {
  if (!isHan(text.charCodeAt(at))) return true
  if (cue !== 'none')
    return CLEAR_END.test(text.slice(at, at + 3)) || (isLong && GOES_ON.test(text.slice(at, at + 2)))
  return isLong && CLEAR_END.test(text.slice(at, at + 3))
}

/** How strongly the Chinese words before a place say that a name follows, for names in letters. */
export function chineseCue(lower: string, at: number): 'strong' | 'role' | undefined {
  const before = lower.slice(Math.max(0, at - 8), at)
  if (STRONG.test(before)) return 'strong'
  return ROLE.test(before) || WEAK.test(before) ? 'role' : undefined
}

/** Whether what is around a place may make a name of it: a cheap look before all others. */
export function mayBeName(scan: Scan, at: number): boolean {
  const before = scan.lower.charCodeAt(at - 1)
  if (!isHan(before) || CUE_ENDS.has(scan.lower[at - 1] ?? '')) return true
  if (plain.has(scan.lower[at] ?? '') && given.has(scan.lower[at + 1] ?? '')) return true
  return matchAt(TITLE_NEAR, scan.lower, at + 1) !== undefined
}
const TITLE_NEAR = new RegExp(`.{0,2}[${[...titleStarts].join('')}]`, 'y')
