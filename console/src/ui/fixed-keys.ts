import type { keysEn } from '../lib/messages/keys-en.ts'

type Words = keyof typeof keysEn
export interface FixedKeys {
  name: Words
  keys: readonly string[]
  /** The two are the ends of a row of keys; otherwise each does its part. */
  as?: 'range'
  /** Is a command as far as switching single keys off goes. */
  single?: true
}

/** Keys that belong to no command, and so cannot be chosen: by the place where they work. */
export const fixedKeys: readonly { place: Words; lines: readonly FixedKeys[] }[] = [
  {
    place: 'composer',
    lines: [
      { name: 'send', keys: ['Enter'] },
      { name: 'newLine', keys: ['shift+Enter'] },
      { name: 'canned', keys: ['/'] },
      { name: 'mention', keys: ['@'] },
      { name: 'suggestion', keys: ['Tab'] },
      { name: 'leave', keys: ['Escape'] },
    ],
  },
  { place: 'label', lines: [{ name: 'intent', keys: ['1', '9'], as: 'range', single: true }] },
  {
    place: 'list',
    lines: [
      { name: 'rows', keys: ['ArrowUp', 'ArrowDown'] },
      { name: 'ends', keys: ['Home', 'End'] },
    ],
  },
  {
    place: 'grid',
    lines: [
      { name: 'cells', keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] },
      { name: 'behind', keys: ['Enter'] },
    ],
  },
  {
    place: 'picture',
    lines: [
      { name: 'turn', keys: ['ArrowLeft', 'ArrowRight'] },
      { name: 'close', keys: ['Escape'] },
    ],
  },
  { place: 'form', lines: [{ name: 'save', keys: ['mod+s'] }] },
]

/** Those that do something for whoever has single keys on or off. */
export function fixedKeysFor(singleKeys: boolean): typeof fixedKeys {
  return fixedKeys
    .map(({ place, lines }) => ({ place, lines: lines.filter(({ single }) => singleKeys || !single) }))
    .filter(({ lines }) => lines.length > 0)
}
