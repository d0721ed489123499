import { customerColumns, type SettingsOf, type ValueProblem } from '../contract/index.ts'
import { contactFields, derivedFields, normalEmail } from './contact.ts'
import type { Customer, FieldValue } from './customer.ts'

/** A field that the company defined. */
export type FieldDefinition = SettingsOf<'fields'>['fields'][number]
/** A record as texts, by field; what is empty is left out. Edits, imports and exports all speak this. */
export type Sheet = Record<string, string>
export type Read = { value: string } | { problem: ValueProblem }

const FIELD = 'fields.'
export const fieldKey = (id: string): string => `${FIELD}${id}`

/**
 * Reads what somebody typed, or what a file says, into the one spelling that is kept; an empty text is nothing.
 * The same spelling read again is itself.
 */
export function readValue(field: string, text: string, definitions: readonly FieldDefinition[]): Read {
  const trimmed = text.normalize('NFC').trim()
  if (trimmed === '') return { value: '' }
  const own = readers[field]
  if (own) return own(trimmed)
  const definition = definitions.find(({ id }) => fieldKey(id) === field)
  if (!definition) return { problem: 'unknown_field' }
  return typed[definition.type](trimmed, definition)
}

type Reader = (text: string) => Read

const atMost =
  (length: number): Reader =>
  (text) =>
    text.length > length ? { problem: 'too_long' } : { value: text }

/** Digits, points and signs; people write numbers in many ways, and none is better than another. */
const PHONE = /^\+?[\d\s().\-/]+(?:\s*(?:ext\.?|x|#|转)\s*\d{1,6})?$/i
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\.]+(?:\.[^\s@<>(),;:"[\]\\.]+)+$/u

const readers: Readonly<Record<string, Reader | undefined>> = {
  name: atMost(200),
  email: (text) => {
    if (text.length > 254) return { problem: 'too_long' }
    return EMAIL.test(text) ? { value: normalEmail(text) } : { problem: 'email_invalid' }
  },
  phone: (text) => {
    const plain = text.normalize('NFKC')
    const digits = plain.replace(/\D+/g, '').length
    return PHONE.test(plain) && digits >= 5 && digits <= 21 ? { value: plain } : { problem: 'phone_invalid' }
  },
  company: atMost(200),
  language: (text) => {
    const known = languageNames.get(text.toLowerCase())
    return known ? { value: known } : { problem: 'language_unknown' }
  },
  city: atMost(120),
  address: atMost(500),
  timeZone: (text) => {
    try {
      return { value: new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone }
    } catch {
      return { problem: 'zone_unknown' }
    }
  },
  vip: (text) => yesNo(text),
  externalId: atMost(120),
}

const languageNames = new Map<string, 'en' | 'zh'>([
  ...['en', 'eng', 'en-gb', 'en-us', 'english', '英语', '英文'].map((name) => [name, 'en'] as const),
  ...['zh', 'zho', 'chi', 'zh-cn', 'zh-hans', 'zh-tw', 'chinese', '中文', '汉语', '普通话'].map(
    (name) => [name, 'zh'] as const,
  ),
])

const typed: Readonly<Record<FieldDefinition['type'], (text: string, definition: FieldDefinition) => Read>> =
  {
    text: atMost(2000),
    number: (text) => {
      // 1,234.5 · 1 234.5 · １２３; what could mean two numbers is refused.
      const plain = text
        .normalize('NFKC')
        .replace(/(?<=\d)[\s'](?=\d{3}(?!\d))/g, '')
        .replace(/(?<=^[+-]?\d{1,3}(?:,\d{3})*),(?=\d{3}(?:,\d{3})*(?:\.\d+)?$)/g, '')
      const number = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN
      return Number.isFinite(number) ? { value: String(number) } : { problem: 'number_unreadable' }
    },
    date: (text) => readDate(text),
    choice: (text, { choices = [] }) => {
      const known = choices.find((choice) => choice.trim().toLowerCase() === text.toLowerCase())
      return known ? { value: known } : { problem: 'choice_unknown' }
    },
    yesno: (text) => yesNo(text),
  }

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'on', '是', '对', '有', '√', '✓'])
const NO = new Set(['no', 'n', 'false', '0', 'off', '否', '不', '无', '没有'])

function yesNo(text: string): Read {
  const word = text.toLowerCase()
  if (YES.has(word)) return { value: 'yes' }
  return NO.has(word) ? { value: 'no' } : { problem: 'yesno_unreadable' }
}

/** 2026-11-22, 2026/11/22, 2026.11.22, 20261122 and 2026年11月22日. 03/04/2026 means two days, so it is refused. */
function readDate(text: string): Read {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(text.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!match) return { problem: 'date_unreadable' }
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  const real = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return real ? { value: date.toISOString().slice(0, 10) } : { problem: 'date_unreadable' }
}

/** The record as texts. */
export function sheetOf(customer: Customer): Sheet {
  const sheet: Sheet = {}
  for (const field of customerColumns) {
    const value = field === 'vip' ? (customer.vip ? 'yes' : 'no') : customer[field]
    if (value) sheet[field] = value
  }
  for (const [id, value] of Object.entries(customer.fields ?? {}))
    sheet[fieldKey(id)] = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  return sheet
}

export interface SheetUpdate {
  $set: Partial<Customer>
  $unset: Record<string, 1>
}

/** What has to be written so that the record says what the sheet says. Values must have passed `readValue`. */
export function updateOf(
  customer: Customer,
  values: Readonly<Sheet>,
  definitions: readonly FieldDefinition[],
): SheetUpdate {
  const sheet: Sheet = { ...sheetOf(customer), ...values }
  const $set: Record<string, unknown> = {}
  const $unset: Record<string, 1> = {}
  for (const field of customerColumns) {
    if (!(field in values)) continue
    const text = values[field] ?? ''
    if (field === 'vip') $set['vip'] = text === 'yes'
    else if (text === '') $unset[field] = 1
    else $set[field] = text
  }
  if (Object.keys(values).some((field) => field.startsWith(FIELD)))
    $set['fields'] = { ...customer.fields, ...customValues(values, definitions) }
  for (const id of clearedFields(values)) delete ($set['fields'] as Record<string, FieldValue>)[id]
  const { phoneKey, ...derived } = derivedFields(sheet)
  Object.assign($set, derived)
  if (phoneKey) $set['phoneKey'] = phoneKey
  else $unset['phoneKey'] = 1
  return { $set: $set as Partial<Customer>, $unset }
}

function clearedFields(values: Readonly<Sheet>): string[] {
  return Object.entries(values).flatMap(([field, text]) =>
    field.startsWith(FIELD) && text === '' ? [field.slice(FIELD.length)] : [],
  )
}

function customValues(
  values: Readonly<Sheet>,
  definitions: readonly FieldDefinition[],
): Record<string, FieldValue> {
  const kept: Record<string, FieldValue> = {}
  for (const { id, type } of definitions) {
    const text = values[fieldKey(id)]
    if (!text) continue
    kept[id] = type === 'number' ? Number(text) : type === 'yesno' ? text === 'yes' : text
  }
  return kept
}

/** A record that did not exist before. */
export function newCustomer(
  _id: string,
  values: Readonly<Sheet>,
  definitions: readonly FieldDefinition[],
  now: Date,
): Customer {
  const { name, email, phone, company, address, city, timeZone, externalId, language } = values
  const contact = contactFields({
    ...(name ? { name } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  })
  return {
    _id,
    ...contact,
    ...derivedFields(values),
    ...(company ? { company } : {}),
    ...(address ? { address } : {}),
    ...(city ? { city } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(externalId ? { externalId } : {}),
    ...(language === 'en' || language === 'zh' ? { language } : {}),
    emailVerified: false,
    vip: values['vip'] === 'yes',
    tags: [],
    fields: customValues(values, definitions),
    channels: [],
    since: now,
    seenAt: now,
    demo: false,
    version: 1,
  }
}
