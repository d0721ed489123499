import { expect, test } from 'vitest'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )
}

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

test('both languages have the same keys', () => {
  expect(flat(zh).map(([key]) => key)).toEqual(flat(en).map(([key]) => key))
})

test('both languages use the same values', () => {
  const english = new Map(flat(en))
  const differing = flat(zh).filter(
    ([key, text]) => String(slots(text)) !== String(slots(english.get(key) ?? '')),
  )
  expect(differing).toEqual([])
})

test('only names are the same in both', () => {
  const names = ['Parley', 'WhatsApp', 'Telegram', 'LINE', 'VIP']
  const english = new Map(flat(en))
  const same = flat(zh).filter(([key, text]) => {
    const words = text.replaceAll(/\{\{\w+\}\}/g, '')
    return /[a-z]/i.test(words) && english.get(key) === text && !names.includes(words)
  })
  expect(same).toEqual([])
})
