import styles from './share-bar.module.css'

export type BarColour = 'pos' | 'neu' | 'neg' | 'one'

/** Shares of a whole in one line; the numbers stand beside it. */
export function ShareBar({ parts }: { parts: readonly { key: string; colour: BarColour; share: number }[] }) {
  return (
    <span className={styles.root} aria-hidden="true">
      {parts.map(({ key, colour, share }) =>
        share > 0 ? (
          <span key={key} className={styles.part} data-colour={colour} style={{ width: `${share * 100}%` }} />
        ) : null,
      )}
    </span>
  )
}
