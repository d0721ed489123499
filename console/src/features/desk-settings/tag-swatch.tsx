import type { TagSettings } from '@parley/server/contract'
import styles from './edit-list.module.css'

export type TagColour = TagSettings['tags'][number]['colour']
export const tagColours: readonly TagColour[] = ['grey', 'iris', 'green', 'amber', 'red', 'teal', 'pink']

const fills: Record<TagColour, string> = {
  grey: 'var(--sunken)',
  iris: 'var(--accent)',
  green: 'var(--pos)',
  amber: 'var(--away)',
  red: 'var(--neg)',
  teal: 'var(--tag-teal, var(--online))',
  pink: 'var(--tag-pink, var(--accent-line))',
}

/** The colour beside its name, never instead of it. */
export function TagSwatch({ colour }: { colour: TagColour }) {
  return <span className={styles.swatch} style={{ background: fills[colour] }} aria-hidden="true" />
}
