import { findableWords, foldText } from '../contract/index.ts'

/**
 * Contact data passes through here on its way into and out of the store, and nowhere else: sealing these fields and
 * searching them by a blind index changes this file only.
 */
export interface Contact {
  name?: string
  email?: string
  phone?: string
}

/** Contact data as it is written to a customer document. Empty values are left out. */
export function contactFields(contact: Readonly<Contact>): Contact {
  const fields: Contact = {}
  const name = contact.name?.trim()
  if (name) fields.name = name
  const email = contact.email && normalEmail(contact.email)
  if (email) fields.email = email
  const phone = contact.phone?.trim()
  if (phone) fields.phone = phone
  return fields
}

/** What follows from contact data and is written with it: by which lists find, sort and compare. */
export function derivedFields(contact: Readonly<Contact & { company?: string; externalId?: string }>): {
  words: string[]
  sortName: string
  phoneKey?: string
} {
  const digits = contact.phone ? phoneDigits(contact.phone) : ''
  return {
    words: contactWords(contact),
    sortName: foldText(contact.name ?? contact.email ?? contact.phone ?? '\u{ffff}').slice(0, 80),
    ...(digits ? { phoneKey: digits } : {}),
  }
}

const COUNTRY_DIGITS = 3

/** The words that a customer is found by. Part of what is written whenever one of these changes. */
export function contactWords({
  name = '',
  email = '',
  phone = '',
  company = '',
  externalId = '',
}: Readonly<Contact & { company?: string; externalId?: string }>): string[] {
  const digits = phoneDigits(phone)
  // People leave out the country, and how many digits that is nobody knows from the number.
  const numbers = Array.from({ length: COUNTRY_DIGITS + 1 }, (_, from) => digits.slice(from)).filter(
    (rest) => rest.length >= 5,
  )
  return [...new Set([...findableWords(`${name} ${email} ${company} ${externalId}`), ...numbers])]
}

/** A phone number as it is compared: its digits, without the zeros that dial it. */
export function phoneDigits(phone: string): string {
  return phone.normalize('NFKC').replace(/\D+/g, '').replace(/^0+/, '')
}

/** The condition that finds documents by e-mail address. */
export function emailCondition(email: string): { email: string } {
  return { email: normalEmail(email) }
}

/** One spelling of an address: mail hosts in practice ignore case, so people do too. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
