import type { TryAnswer } from '@parley/server/contract'
import { useTranslation } from '../../lib/use-translation.ts'
import styles from './why-words.module.css'

const MINUS = '\u2212'
const signed = (weight: number) => `${weight < 0 ? MINUS : '+'}${Math.abs(weight).toFixed(2)}`

/** The words as they stand in the text, tinted by what each adds to or takes from the score. */
export function WhyWords({ why }: { why: TryAnswer['why'][number] }) {
  const { t } = useTranslation('trainer')
  const strongest = Math.max(0.01, ...why.tokens.map(({ weight }) => Math.abs(weight)))
  return (
    <>
      <ul className={styles.words}>
        {why.tokens.map(({ text, start, weight }) => (
          <li
            key={start}
            className={styles.word}
            data-against={weight < 0}
            style={{ '--strength': `${(Math.abs(weight) / strongest) * 42}%` } as React.CSSProperties}
          >
            <span aria-hidden="true">{text}</span>
            <span className={styles.weight} aria-hidden="true">
              {signed(weight)}
            </span>
            <span className="visually-hidden">{t('try.token', { token: text, weight: signed(weight) })}</span>
          </li>
        ))}
      </ul>
      <p className={styles.bias}>
        {t('try.bias')} {signed(why.bias)}
      </p>
    </>
  )
}
