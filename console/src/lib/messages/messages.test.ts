import { expect, test } from 'vitest'
import { areaWords } from './areas.ts'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Tree = { [key: string]: string | Tree }

function flat(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  )
}

const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

/** The words that are there from the start, and those of each area. */
const all: { area: string; en: Tree; zh: Tree }[] = [
  { area: 'at the start', en, zh },
  ...(await Promise.all(
    Object.entries(areaWords).map(async ([area, words]) => ({
      area,
      en: (await words.en()) as Tree,
      zh: (await words.zh()) as Tree,
    })),
  )),
]

test.each(all)('both languages have the same keys: $area', (words) => {
  expect(flat(words.zh).map(([key]) => key)).toEqual(flat(words.en).map(([key]) => key))
})

test.each(all)('no text is empty: $area', (words) => {
  expect([...flat(words.en), ...flat(words.zh)].filter(([, text]) => text.trim() === '')).toEqual([])
})

test.each(all)('both languages use the same values: $area', (words) => {
  const english = new Map(flat(words.en))
  const differing = flat(words.zh).filter(([key, text]) => {
    const theirs = slots(english.get(key) ?? '')
    // English may write "one" for the number.
    const may = key.endsWith('_one') ? [theirs, [...theirs, 'count'].sort()] : [theirs]
    return !may.map(String).includes(String(slots(text)))
  })
  expect(differing).toEqual([])
})

const UTF = ['UTF-8', 'UTF-16 LE', 'UTF-16 BE']
const NAMES = ['Parley', 'WhatsApp', 'Telegram', 'LINE', 'VIP', 'Node', 'MongoDB', 'F1', ...UTF]

test.each(all)('only names are the same in both: $area', (words) => {
  const english = new Map(flat(words.en))
  const same = flat(words.zh).filter(([key, text]) => {
    const rest = text.replaceAll(/\{\{\w+\}\}/g, '').trim()
    return /[a-z]/i.test(rest) && english.get(key) === text && !NAMES.includes(rest)
  })
  expect(same).toEqual([])
})

test.each(all)('Chinese has Chinese punctuation: $area', (words) => {
  const wrong = flat(words.zh).filter(([, text]) =>
    /\p{Script=Han}[,;:!?]|\}[,;:!?]\p{Script=Han}/u.test(text),
  )
  expect(wrong).toEqual([])
})
