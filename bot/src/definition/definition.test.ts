import { describe, expect, test } from 'vitest'
import { turnInput } from '../../test/factories.ts'
import { createBot } from '../bot.ts'
import { defaultDefinition } from './default-definition.ts'
import { versionOf } from './schema.ts'
import { wordingKeys } from './wording-keys.ts'

describe('the definition', () => {
  test('names the same places in every variant and in both languages', () => {
    const { en, zh } = defaultDefinition.wording
    for (const key of wordingKeys) {
      const places = [...en.texts[key], ...zh.texts[key]].map((text) =>
        (text.match(/\{\w+\}/g) ?? []).toSorted(),
      )
      for (const each of places) expect(each, key).toEqual(places[0])
    }
  })

  test('names every topic in both languages', () => {
    const { en, zh } = defaultDefinition.wording
    expect(Object.keys(zh.topics)).toEqual(Object.keys(en.topics))
  })

  test('has one version for the same content and another for any change', () => {
    const { wording, ...rest } = defaultDefinition
    expect(versionOf({ wording, ...rest })).toBe(versionOf(defaultDefinition))
    expect(versionOf({ ...defaultDefinition, timeZone: 'Europe/Berlin' })).not.toBe(
      versionOf(defaultDefinition),
    )
    expect(createBot({ company: 'Northwind' }).version).toBe(versionOf(defaultDefinition))
  })

  test.each([
    ['an unknown field', { ...defaultDefinition, extra: 1 }],
    ['an unknown time zone', { ...defaultDefinition, timeZone: 'Moon/Base' }],
    ['a quick reply without a label', { ...defaultDefinition, help: ['order.fly'] }],
    [
      'an offer threshold above the answer',
      { ...defaultDefinition, thresholds: { ...defaultDefinition.thresholds, offer: 0.9 } },
    ],
  ])('is refused with %s', (_name, definition) => {
    expect(() => createBot({ definition, company: 'Northwind' })).toThrow()
  })

  test('with a dialog switched off answers its topic from knowledge', async () => {
    const dialogs = {
      ...defaultDefinition.dialogs,
      'order-status': { ...defaultDefinition.dialogs['order-status'], enabled: false },
    }
    const bot = createBot({ definition: { ...defaultDefinition, dialogs }, company: 'Northwind' })
    const outcome = await bot.takeTurn(turnInput([{ text: 'where is my order', intent: 'order.status' }]))
    expect(outcome.decision).toMatchObject({ kind: 'answer', article: 'a:order.status' })
  })
})
