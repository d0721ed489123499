import { useTranslation } from '../../lib/use-translation.ts'

const kinds = {
  email: 'try.kinds.email',
  phone: 'try.kinds.phone',
  order: 'try.kinds.order',
  amount: 'try.kinds.amount',
  number: 'try.kinds.number',
  date: 'try.kinds.date',
  time: 'try.kinds.time',
  person: 'try.kinds.person',
  place: 'try.kinds.place',
  organisation: 'try.kinds.organisation',
  product: 'try.kinds.product',
  card: 'try.kinds.card',
  id: 'try.kinds.id',
  url: 'try.kinds.url',
} as const

/** The name of a kind of entity in the language on the screen; one that is not known here stays as it is. */
export function useKindName(): (kind: string) => string {
  const { t } = useTranslation('trainer')
  return (kind) => (isKind(kind) ? t(kinds[kind]) : kind)
}

function isKind(kind: string): kind is keyof typeof kinds {
  return Object.hasOwn(kinds, kind)
}
