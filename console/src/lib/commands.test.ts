import { describe, expect, test } from 'vitest'
import { commandList, createKeyReader } from './commands.ts'

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

  test('no command is given twice and none needs Alt', () => {
    const keys = commandList.map((command) => command.keys.join(' ')).filter((each) => each !== '')
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.some((each) => each.toLowerCase().includes('alt'))).toBe(false)
  })
})
