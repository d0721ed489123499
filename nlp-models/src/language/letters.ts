/** Writing systems that the detector tells apart. */
export const SCRIPT = {
  none: 0,
  latin: 1,
  cyrillic: 2,
  /** Han that Chinese and Japanese share. */
  han: 3,
  /** Han that Chinese alone writes. */
  chinese: 4,
  /** Kana, and Han that Japanese alone writes. */
  kana: 5,
  hangul: 6,
  arabic: 7,
  devanagari: 8,
  thai: 9,
  greek: 10,
  hebrew: 11,
  /** A letter of a script that no language is known of. */
  other: 12,
} as const

const LAST_UNIT = 0xffff
/** First unit from which a letter of an unknown script is worth asking the regular expression for. */
const FIRST_OTHER = 0x0530
const FULL_WIDTH = 0xff21
const LETTER = /\p{L}/u

/** UTF-16 units of the letters, hexadecimal, after Scripts.txt of the Unicode character database. */
const RANGES: readonly (readonly [script: number, units: string])[] = [
  [SCRIPT.latin, '41-5a 61-7a aa ba c0-d6 d8-f6 f8-2af 1e00-1eff fb00-fb06 ff21-ff3a ff41-ff5a'],
  [SCRIPT.cyrillic, '400-481 48a-52f'],
  // High surrogates of the characters outside the basic plane count for the pair.
  [SCRIPT.han, '3005 3007 3400-4dbf 4e00-9fff f900-faff d840-d888'],
  [SCRIPT.kana, '3041-3096 309d-309f 30a1-30fa 30fc-30ff 31f0-31ff ff66-ff9d'],
  [SCRIPT.hangul, '1100-11ff 3131-318e a960-a97c ac00-d7a3 d7b0-d7fb ffa0-ffdc'],
  [SCRIPT.arabic, '620-64a 66e-6d3 6d5 6fa-6fc 750-77f 8a0-8c7 fb50-fdfb fe70-fefc'],
  [SCRIPT.devanagari, '900-963 971-97f'],
  [SCRIPT.thai, 'e01-e3a e40-e4e'],
  [SCRIPT.greek, '370-373 376-377 37b-37d 37f 386 388-3ff 1f00-1fff'],
  [SCRIPT.hebrew, '5d0-5ea 5ef-5f2 fb1d-fb4f'],
]

/** Japanese makings and simplifications that neither mainland nor traditional Chinese writes so. */
const JAPANESE =
  '働込畑峠枠匂辻気発払円対売図広実変価検験権県両単駅駆帰択沢釈訳読続総経軽転伝辺豊収毎様歩歳戦銭焼営栄覚楽帯渋' +
  '庁聴鉄拝抜浜仏薬亜悪圧囲隠応桜拡観犠拠挙恵掲撃険圏厳鉱雑児乗浄畳縄譲摂捜挿騒増蔵臓滞滝弾闘徳髪弁頼覧竜隣戻労霊斉斎' +
  '処剤済団満悩脳廃黒録関顕従渓茎蛍効勤勲'
/** Common in Chinese, simplified or traditional, and not written so in Japanese. */
const CHINESE =
  '你您妳她们們吗嗎呢吧啊哪啥哦嘛呀这這么麼沒还谢请让给钱货单发时间问题订买卖贵现换错对员电话邮码帐账网' +
  '页图价规说谁帮坏东车见门马长开关书动办务华协卫历压厂厅变听启吴响园围场块圣处备够头夹奖妈实审宽导尝' +
  '层岁币师应张归录态总惊愿戏户扫护报择损无显术杂极构标样树检欢款气满热爱爷环疗监盘础种积稳窝竞笔简类级' +
  '纸线组细终经结绝统继续维绿缩罗职联肤脏脸节药补裤观视觉认讨训议记讲许论设访证评识诉试询该详语误读课调' +
  '谈'

const scripts = new Uint8Array(LAST_UNIT + 1)
/** Small letter of each unit of the scripts that the models read. */
const small = new Uint16Array(LAST_UNIT + 1)
for (const [script, units] of RANGES)
  for (const range of units.split(' ')) {
    const [first = '', last = first] = range.split('-')
    addRange(script, Number.parseInt(first, 16), Number.parseInt(last, 16))
  }
for (const character of CHINESE) scripts[character.charCodeAt(0)] = SCRIPT.chinese
for (const character of JAPANESE) scripts[character.charCodeAt(0)] = SCRIPT.kana

function addRange(script: number, first: number, last: number): void {
  scripts.fill(script, first, last + 1)
  if (script !== SCRIPT.latin && script !== SCRIPT.cyrillic) return
  for (let unit = first; unit <= last; unit++) small[unit] = smallOf(unit)
}

function smallOf(unit: number): number {
  const usual = unit >= FULL_WIDTH ? unit - FULL_WIDTH + 0x41 : unit
  // `İ` becomes two units; its first is the letter.
  return String.fromCharCode(usual).toLowerCase().charCodeAt(0)
}

/** Script of a UTF-16 unit, one of `SCRIPT`. */
export function scriptOf(unit: number): number {
  const script = scripts[unit] as number
  if (script !== SCRIPT.none || unit < FIRST_OTHER) return script
  return LETTER.test(String.fromCharCode(unit)) ? SCRIPT.other : SCRIPT.none
}

/** The small letter of a Latin or Cyrillic unit, full-width forms in their usual width. */
export function smallLetter(unit: number): number {
  return small[unit] as number
}
