import { describe, expect, test } from 'vitest'
import { commandList, createKeyReader } from './commands.ts'
import { conflictOf } from './keymap.ts'

describe('keys', () => {
  test('one key is one command', () => {
    expect(createKeyReader(() => 0)('j')).toBe('next')
  })

  test('two keys in time are one command', () => {
    const read = createKeyReader(() => 0)
    expect([read('g'), read('w')]).toEqual([undefined, 'goWaiting'])
  })

  test('the second key alone is its own command, or none', () => {
    let now = 0
    const read = createKeyReader(() => now)
    read('g')
    now = 5000
    expect(read('b')).toBeUndefined()
  })

  test('no two commands that can be offered together share a key, and none needs Alt', () => {
    const wishes = { keys: {}, singleKeys: true }
    const clashes = commandList.map(({ id, keys, ...rest }) =>
      conflictOf({ id, keys, ...rest }, keys, commandList, wishes),
    )
    expect(clashes.filter(Boolean)).toEqual([])
    // Asked for anew, the key of one place is no conflict with that of another; with its own it is.
    const commandOf = (wanted: string) => commandList.filter(({ id }) => id === wanted)
    const other = (wanted: string, keys: string[]) =>
      commandOf(wanted).map((command) => conflictOf(command, keys, commandList, wishes))
    expect(other('fullScreen', ['f'])).toEqual([undefined])
    expect(other('reply', ['f'])).toEqual(['filter'])
    expect(other('labelSkip', ['s'])).toEqual([undefined])
    expect(commandList.flatMap(({ keys }) => keys).some((each) => /alt/i.test(each))).toBe(false)
  })
})
