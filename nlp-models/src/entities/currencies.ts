/** Currency signs, codes and English words with their ISO 4217 codes; `$` alone is the American dollar. */
const ENGLISH = `
EUR € eur euro euros
USD $ usd us$ dollar dollars buck bucks
GBP £ gbp pound pounds quid
CNY ¥ ￥ cny rmb yuan cn¥
JPY yen jpy jp¥
HKD hkd hk$ hk
CHF chf franc francs
CAD cad c$ ca$
AUD aud a$ au$
NZD nzd nz$
SGD sgd s$
TWD twd nt$ ntd
SEK sek kr krona kronor
NOK nok krone kroner
DKK dkk
PLN pln zł zloty zlotys
CZK czk kč
HUF huf forint
TRY try ₺ lira
INR inr ₹ rs rupee rupees
KRW krw ₩ won
THB thb ฿ baht
MXN mxn mx$ peso pesos
BRL brl r$ reais
ZAR zar rand
AED aed dirham dirhams
SAR sar riyal riyals
RUB rub ₽ ruble rubles rouble roubles
ILS ils ₪ shekel shekels
MYR myr ringgit
IDR idr rupiah
PHP php ₱
VND vnd ₫ dong
UAH uah ₴
RON ron
BGN bgn
ISK isk
MOP mop mop$
`
const CHINESE = `
CNY 元人民币 元钱 块钱 元 块 圆 人民币 rmb 大洋
USD 美元 美金 美刀 刀 块美金
EUR 欧元 欧
GBP 英镑 镑
JPY 日元 日币 円
HKD 港币 港元 元港币 港纸
KRW 韩元 韩币
TWD 台币 新台币 元台币
SGD 新币 新加坡元 新元 坡币
CAD 加元 加币 加拿大元 加刀
AUD 澳元 澳币 澳大利亚元 澳刀
NZD 纽币 新西兰元 纽元
CHF 瑞郎 瑞士法郎
THB 泰铢
MOP 澳门元 葡币 澳门币
MYR 马币 林吉特 令吉
RUB 卢布
INR 卢比 印度卢比
VND 越南盾
IDR 印尼盾
PHP 菲律宾比索
AED 迪拉姆
SEK 瑞典克朗
`

/** Code by sign or lower-case word. */
export const CODES: ReadonlyMap<string, string> = byName(ENGLISH)

/** By first character, longest first. */
export const CHINESE_UNITS: ReadonlyMap<string, readonly (readonly [unit: string, code: string])[]> = byFirst(
  byName(CHINESE),
)

/** The word before `dollars`, `francs`, `pounds`, `kroner`, `yen` says which. */
export const NATIONAL_CODES: ReadonlyMap<string, string> = new Map([
  ['us dollar', 'USD'],
  ['american dollar', 'USD'],
  ['hong kong dollar', 'HKD'],
  ['hk dollar', 'HKD'],
  ['canadian dollar', 'CAD'],
  ['australian dollar', 'AUD'],
  ['aussie dollar', 'AUD'],
  ['singapore dollar', 'SGD'],
  ['new zealand dollar', 'NZD'],
  ['taiwan dollar', 'TWD'],
  ['swiss franc', 'CHF'],
  ['british pound', 'GBP'],
  ['japanese yen', 'JPY'],
  ['chinese yuan', 'CNY'],
  ['norwegian kroner', 'NOK'],
  ['danish kroner', 'DKK'],
  ['swedish kronor', 'SEK'],
  ['indian rupee', 'INR'],
])

function byName(rows: string): Map<string, string> {
  return new Map(
    rows
      .trim()
      .split('\n')
      .flatMap((row) => {
        const [code = '', ...names] = row.split(' ')
        return names.map((name) => [name, code] as const)
      }),
  )
}

function byFirst(codes: ReadonlyMap<string, string>): Map<string, (readonly [string, string])[]> {
  const groups = new Map<string, (readonly [string, string])[]>()
  for (const entry of [...codes].sort(([a], [b]) => b.length - a.length)) {
    const first = entry[0].charAt(0)
    groups.set(first, [...(groups.get(first) ?? []), entry])
  }
  return groups
}
