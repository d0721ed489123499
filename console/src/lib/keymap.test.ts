import { describe, expect, test } from 'vitest'
import { chordOf, conflictOf, keysFor, problemOf } from './keymap.ts'

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {},
) => chordOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

describe('a press', () => {
  test.each([
    ['j', {}, 'j'],
    ['J', { shiftKey: true }, 'shift+j'],
    ['?', { shiftKey: true }, '?'],
    ['k', { ctrlKey: true }, 'mod+k'],
    ['k', { metaKey: true }, 'mod+k'],
    ['ArrowDown', { shiftKey: true }, 'shift+ArrowDown'],
    ['Shift', { shiftKey: true }, undefined],
    ['e', { altKey: true }, undefined],
    ['Process', {}, undefined],
  ] as const)('%s with %o is %s', (key, held, chord) => {
    expect(press(key, held)).toBe(chord)
  })
})

const commands = [
  { id: 'reply', keys: ['r'], place: 'inbox' },
  { id: 'go', keys: ['g', 'w'] },
  { id: 'back', keys: ['Escape'] },
  { id: 'palette', keys: ['mod+k'] },
  { id: 'skip', keys: ['s'], place: 'labels' },
] as const
const [reply, , back, palette] = commands
const usual = { keys: {}, singleKeys: true }

describe('keys of one’s own', () => {
  test('replace the usual ones, and may be none', () => {
    expect(keysFor(reply, { ...usual, keys: { reply: ['w'] } })).toEqual(['w'])
    expect(keysFor(reply, { ...usual, keys: { reply: [] } })).toEqual([])
  })

  test('with single keys off leave those with Ctrl, and Escape', () => {
    const off = { ...usual, singleKeys: false }
    expect([reply, back, palette].map((command) => keysFor(command, off))).toEqual([
      [],
      ['Escape'],
      ['mod+k'],
    ])
  })

  test('conflict with the same keys and with the beginning of others, wherever both can be meant', () => {
    const other = (keys: string[], wishes = usual) => conflictOf(reply, keys, commands, wishes)
    expect(other(['mod+k'])).toBe('palette')
    expect(other(['g'])).toBe('go')
    expect(other(['g', 'w'])).toBe('go')
    expect(other(['s'])).toBeUndefined()
    // What is offered anywhere shares its key with nobody.
    expect(conflictOf(palette, ['s'], commands, usual)).toBe('skip')
    expect(other(['r'])).toBeUndefined()
    expect(other(['mod+k'], { ...usual, keys: { palette: ['mod+j'] } as never })).toBeUndefined()
  })

  test('are none of the browser’s and none that move the focus', () => {
    expect([problemOf(['mod+t']), problemOf(['Tab']), problemOf(['x']), problemOf(['g', 'x'])]).toEqual([
      'reserved',
      'notAlone',
      undefined,
      undefined,
    ])
  })
})
