import { customerColumns, foldText, type ImportKey, type SettingsOf } from '../../contract/index.ts'
import { type FieldDefinition, fieldKey } from '../values.ts'

export type Language = 'en' | 'zh'
export type TagDefinition = SettingsOf<'tags'>['tags'][number]

/** Columns of an export that an import does not read: they follow from what customers do. */
export const told = ['channels', 'since', 'seen', 'spent'] as const
const built = ['id', ...customerColumns, 'tags'] as const
type Built = (typeof built)[number] | (typeof told)[number]

/** The head of an export, and the first spelling by which an import knows a column again. */
const heads: Readonly<Record<Built, Readonly<Record<Language, string>>>> = {
  id: { en: 'Parley ID', zh: 'Parley 编号' },
  name: { en: 'Name', zh: '姓名' },
  email: { en: 'E-mail', zh: '邮箱' },
  phone: { en: 'Phone', zh: '电话' },
  company: { en: 'Company', zh: '公司' },
  language: { en: 'Language', zh: '语言' },
  city: { en: 'City', zh: '城市' },
  address: { en: 'Address', zh: '地址' },
  timeZone: { en: 'Time zone', zh: '时区' },
  vip: { en: 'VIP', zh: 'VIP 客户' },
  externalId: { en: 'Your number', zh: '客户编号' },
  tags: { en: 'Tags', zh: '标签' },
  channels: { en: 'Channels', zh: '渠道' },
  since: { en: 'Customer since', zh: '成为客户' },
  seen: { en: 'Last seen', zh: '最近到访' },
  spent: { en: 'Spent', zh: '累计消费' },
}

/** How other programs and people call the same. */
const spellings: Readonly<Partial<Record<Built, readonly string[]>>> = {
  name: [
    'full name',
    'customer',
    'customer name',
    'contact',
    'contact name',
    '名字',
    '客户',
    '客户姓名',
    '客户名称',
    '联系人',
    '昵称',
  ],
  email: [
    'email',
    'mail',
    'email address',
    'e mail address',
    '电子邮箱',
    '电子邮件',
    '邮件',
    '邮箱地址',
    '电邮',
  ],
  phone: [
    'telephone',
    'tel',
    'mobile',
    'mobile phone',
    'cell',
    'cell phone',
    'phone number',
    'mobile number',
    '手机',
    '手机号',
    '手机号码',
    '电话号码',
    '联系电话',
  ],
  company: ['organisation', 'organization', 'firm', 'company name', '企业', '单位', '公司名称', '企业名称'],
  language: ['lang', 'locale', 'preferred language', '语种', '首选语言'],
  city: ['town', '所在城市'],
  address: ['street', 'street address', 'postal address', '详细地址', '收货地址', '联系地址'],
  timeZone: ['timezone', 'tz', '所在时区'],
  vip: ['is vip', 'vip customer', '贵宾', 'vip客户', '是否vip'],
  externalId: [
    'id',
    'customer id',
    'customer number',
    'customer no',
    'external id',
    'account',
    'account number',
    'member id',
    '编号',
    '客户号',
    '客户id',
    '会员号',
    '外部编号',
  ],
  tags: ['tag', 'labels', 'label', '客户标签'],
}

/** The head of each column of an export, in its order. Two fields of one name are told apart by the id of the second. */
export function exportHeads(definitions: readonly FieldDefinition[], language: Language): string[] {
  const taken = new Set<string>(Object.values(heads).map((names) => plain(names[language])))
  const own = definitions.map(({ id, label }) => {
    const name = label[language]
    const free = !taken.has(plain(name))
    taken.add(plain(name))
    return free ? name : fullName(name, id)
  })
  return [
    ...built.map((column) => heads[column][language]),
    ...own,
    ...told.map((column) => heads[column][language]),
  ]
}

const fullName = (name: string, id: string): string => `${name} (${id})`

/** Every field that a column may be, in the order of the export. */
export function importFields(definitions: readonly FieldDefinition[]): string[] {
  return [...built, ...definitions.map(({ id }) => fieldKey(id))]
}

/** Which field each column of a file is most likely meant to be; null where nobody can say. */
export function guessColumns(
  found: readonly string[],
  definitions: readonly FieldDefinition[],
): (string | null)[] {
  const known = new Map<string, string>()
  const add = (name: string, field: string) => {
    if (!known.has(plain(name))) known.set(plain(name), field)
  }
  for (const field of built) for (const name of Object.values(heads[field])) add(name, field)
  for (const { id, label } of definitions) {
    const names = [label.en, label.zh]
    for (const name of [...names, ...names.map((each) => fullName(each, id)), id]) add(name, fieldKey(id))
  }
  for (const field of built) for (const name of spellings[field] ?? []) add(name, field)
  const taken = new Set<string>()
  return found.map((head) => {
    const field = known.get(plain(head))
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** What tells customers apart best, of what the file has. */
export function guessKey(columns: readonly (string | null)[]): ImportKey | undefined {
  return (['id', 'email', 'externalId', 'phone'] as const).find((key) => columns.includes(key))
}

function plain(head: string): string {
  return foldText(head)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
