import { Fragment } from 'react'
import { useTranslation } from '../lib/use-translation.ts'
import type { FixedKeys } from './fixed-keys.ts'
import { Kbd } from './kbd.tsx'

/** The keys of one line: 1 to 9, or one beside the other. */
export function FixedKeyNames({ keys, as }: Pick<FixedKeys, 'keys' | 'as'>) {
  const { t } = useTranslation('keys')
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && (as === 'range' ? ` ${t('to')} ` : ' ')}
      <Kbd>{key}</Kbd>
    </Fragment>
  ))
}
