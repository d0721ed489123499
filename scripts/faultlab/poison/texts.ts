import type { Random } from '../../../server/src/demo/random.ts'

/** What a text does to whoever handles it: the runtime is poisoned so that the first three do; bombs must do nothing. */
export const kinds = ['loop', 'throw', 'hog', 'bomb'] as const
export type PoisonKind = (typeof kinds)[number]

/** Texts that make careless patterns and parsers take for ever. */
const bombs = [
  'a@'.repeat(1900),
  `${'1,'.repeat(1900)}x`,
  '九十九万八千七百六十五'.repeat(340),
  `${'('.repeat(1900)}${')'.repeat(1900)}`,
  `order ${'NW-'.repeat(1200)}`,
  `${'e\u0301\u0327\u0308'.repeat(900)}`,
  '👩‍👩‍👧‍👦'.repeat(340),
  `${' \t'.repeat(1900)}.`,
  `${'2026-'.repeat(780)}`,
  `https://${'a.'.repeat(1900)}`,
  `\u202E${'ض'.repeat(3000)}`,
  `${'<b>'.repeat(1200)}`,
]

export function poisonOf(kind: PoisonKind, random: Random): string {
  return kind === 'bomb'
    ? random.pick(bombs)
    : `my parcel ☠${kind} has not arrived, number ${random.whole(1, 9999)}`
}
