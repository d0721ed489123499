import i18next from 'i18next'
import { expect, test } from 'vitest'
import { numbersByLocale } from './i18n.ts'

async function translator(language: string) {
  const instance = i18next.createInstance().use(numbersByLocale)
  const words = { rows_one: '{{count}} row', rows_other: '{{count}} rows of {{name}}, {{year}}' }
  await instance.init({
    lng: language,
    resources: { [language]: { translation: words } },
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
  return instance.t as (key: string, values: object) => string
}

test('numbers inside sentences are grouped as the language groups them, words and years stay', async () => {
  const values = { count: 50_000, name: 'NW-78211', year: '2025' }
  expect((await translator('en'))('rows', values)).toBe('50,000 rows of NW-78211, 2025')
  expect((await translator('de'))('rows', values)).toBe('50.000 rows of NW-78211, 2025')
  expect((await translator('en'))('rows', { ...values, count: 1 })).toBe('1 row')
})
