import type { CustomerProfile } from '@parley/server/contract'
import { useDesk } from './session.ts'
import { useLanguage } from './use-format.ts'
import { useTranslation } from './use-translation.ts'

export interface CustomerField {
  /** As the server names it: `email`, `fields.shoe-size`. */
  id: string
  label: string
  type: 'text' | 'number' | 'date' | 'choice' | 'yesno' | 'email' | 'tel'
  choices: readonly { value: string; label: string }[]
}

const builtIn = [
  ['name', 'text'],
  ['email', 'email'],
  ['phone', 'tel'],
  ['company', 'text'],
  ['language', 'choice'],
  ['city', 'text'],
  ['address', 'text'],
  ['timeZone', 'text'],
  ['vip', 'yesno'],
  ['externalId', 'text'],
] as const

/** Every field of the record in its order, named in the language on the screen. */
export function useCustomerFields(): CustomerField[] {
  const { t } = useTranslation('profile')
  const { fields } = useDesk()
  const language = useLanguage()
  const yesNo = [
    { value: 'yes', label: t('yes') },
    { value: 'no', label: t('no') },
  ]
  const languages = [
    { value: 'en', label: t('languageEn') },
    { value: 'zh', label: t('languageZh') },
  ]
  return [
    ...builtIn.map(
      ([id, type]): CustomerField => ({
        id,
        type,
        label: t(`field.${id}`),
        choices: type === 'choice' ? languages : type === 'yesno' ? yesNo : [],
      }),
    ),
    ...fields.map(
      (field): CustomerField => ({
        id: `fields.${field.id}`,
        type: field.type,
        label: field.label[language],
        choices:
          field.type === 'yesno'
            ? yesNo
            : (field.choices ?? []).map((choice) => ({ value: choice, label: choice })),
      }),
    ),
  ]
}

/** What a field of a record holds, as its text; empty for nothing. */
export function fieldText(profile: CustomerProfile, id: string): string {
  if (id.startsWith('fields.')) {
    const value = profile.fields[id.slice(7)]
    return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')
  }
  if (id === 'vip') return profile.vip ? 'yes' : 'no'
  const texts: Record<string, string | undefined> = {
    name: profile.name,
    email: profile.email,
    phone: profile.phone,
    company: profile.company,
    language: profile.language,
    city: profile.city,
    address: profile.address,
    timeZone: profile.timeZone,
    externalId: profile.externalId,
  }
  return texts[id] ?? ''
}

/** The text of a value as people read it. */
export function shownText(field: CustomerField, text: string): string {
  return field.choices.find(({ value }) => value === text)?.label ?? text
}
