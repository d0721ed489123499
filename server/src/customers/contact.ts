import { findableWords } from '../contract/index.ts'

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

/** The words that a customer is found by. Part of what is written whenever name or address change. */
export function contactWords({ name = '', email = '' }: Readonly<Contact>): string[] {
  return findableWords(`${name} ${email}`)
}

/** The condition that finds documents by e-mail address. */
export function emailCondition(email: string): { email: string } {
  return { email: normalEmail(email) }
}

/** One spelling of an address: mail hosts in practice ignore case, so people do too. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
