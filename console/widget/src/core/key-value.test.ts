import { expect, test } from 'vitest'
import { createKeyValue, readJson } from './key-value.ts'

test('works without storage, as long as the page lives', () => {
  const store = createKeyValue(() => {
    throw new Error('blocked')
  }, 'p:')
  store.set('a1', 'x')
  expect(store.get('a1')).toBe('x')
  expect(store.keys('a')).toEqual(['a1'])
  store.remove('a1')
  expect(store.get('a1')).toBeUndefined()
})

test('reads anything that is not a JSON object as nothing', () => {
  const store = createKeyValue(() => {
    throw new Error('blocked')
  }, 'p:')
  for (const text of ['{', '3', 'null', '"x"']) {
    store.set('k', text)
    expect(readJson(store, 'k')).toBeUndefined()
  }
})

test('what is kept of one person is not another’s', () => {
  let whose = ''
  const store = createKeyValue(
    () => {
      throw new Error('blocked')
    },
    'p:',
    () => whose,
  )
  store.set('draft', 'a guest’s')
  whose = 'amelia@'
  expect(store.get('draft')).toBeUndefined()
  store.set('draft', 'hers')
  expect(store.keys('d')).toEqual(['draft'])
  whose = ''
  expect(store.get('draft')).toBe('a guest’s')
})
