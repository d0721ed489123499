import { describe, expect, test } from 'vitest'
import { order, utterance } from '../../test/factories.ts'
import { pickChoice } from '../choices.ts'
import { defaultDefinition } from '../definition/default-definition.ts'
import { readUtterance } from '../policy/reading.ts'
import { itemNamed, reasonIn } from './goods.ts'
import { readYesNo } from './yes-no.ts'

const read = (text: string, intent?: string) =>
  readUtterance(
    utterance(intent === undefined ? text : { text, intent }),
    { introduced: true, misunderstood: 0 },
    defaultDefinition,
  )

describe('yes and no', () => {
  test.each([
    'yes',
    'Yes please',
    'ok, thanks',
    'Sure!',
    'go ahead',
    '好的',
    '好的,谢谢',
    '是的',
    '可以',
    '嗯',
  ])('yes: %s', (text) => {
    expect(readYesNo(read(text), defaultDefinition.words)).toBe('yes')
  })

  test.each(['no', 'No, leave it', 'nope', "don't", '不', '不用了', '不是', '不要了'])('no: %s', (text) => {
    expect(readYesNo(read(text), defaultDefinition.words)).toBe('no')
  })

  test.each([
    'ok but wait',
    'yes and what does it cost?',
    '不知道',
    '要多久',
    '好不好',
    'the tent',
    'right size?',
    '',
  ])('neither: %s', (text) => {
    expect(readYesNo(read(text), defaultDefinition.words)).toBeUndefined()
  })

  test('the intent and a recogniser say it too', () => {
    expect(readYesNo(read('absolutely', 'dialog.affirm'), defaultDefinition.words)).toBe('yes')
    expect(readYesNo(read('rather not', 'dialog.deny'), defaultDefinition.words)).toBe('no')
    const slot = { kind: 'yes-no', value: 'no', by: 'rule' } as const
    const reading = readUtterance(
      utterance({ text: 'hm nah', slot }),
      { introduced: true, misunderstood: 0 },
      defaultDefinition,
    )
    expect(readYesNo(reading, defaultDefinition.words)).toBe('no')
  })
})

describe('choices', () => {
  const options = ['Red tent', 'Blue tent', 'Stove'].map((label, at) => ({
    id: `c${at}`,
    label,
    text: label,
  }))

  test.each([
    ['red tent.', 'c0'],
    ['2', 'c1'],
    ['the second one', 'c1'],
    ['number 3', 'c2'],
    ['the last one', 'c2'],
    ['第二个', 'c1'],
    ['选1', 'c0'],
    ['最后一个', 'c2'],
  ])('%s', (text, id) => {
    expect(pickChoice(text, options)?.id).toBe(id)
  })

  test.each(['tent', '4', 'the fifth one', 'first of all, hello'])('%s picks nothing', (text) => {
    expect(pickChoice(text, options)).toBeUndefined()
  })

  test('takes what a recogniser found by edit distance, whose value is the id', () => {
    const byId = { kind: 'choice', value: 'c1', by: 'natural' } as const
    expect(pickChoice('the bleu one', options, byId)?.id).toBe('c1')
    const slot = { kind: 'choice', value: 'Stove', by: 'natural' } as const
    expect(pickChoice('the stoev', options, slot)?.id).toBe('c2')
  })
})

describe('reasons', () => {
  test.each([
    ['they are too small for me', 'does_not_fit'],
    ['it doesn’t fit', 'does_not_fit'],
    ['the zip is broken', 'damaged'],
    ['not as described', 'not_as_described'],
    ['wrong colour', 'not_as_described'],
    ["I don't need it any more", 'changed_mind'],
    ['尺码不合适', 'does_not_fit'],
    ['收到就坏了', 'damaged'],
    ['颜色不对', 'not_as_described'],
    ['不想要了', 'changed_mind'],
    ['hello there', undefined],
  ])('%s', (text, reason) => {
    expect(reasonIn(read(text))).toBe(reason)
  })
})

describe('items', () => {
  test.each([
    ['the tent please', 'TENT-2'],
    ['my trail shoe', 'SHOE-42'],
    ['shoe-42', 'SHOE-42'],
    ['帐篷', 'TENT-2'],
    ['那双跑鞋', 'SHOE-42'],
    ['everything', undefined],
    ['the tent and the trail shoes', undefined],
  ])('%s', (text, sku) => {
    expect(itemNamed(read(text), order('NW-48213'))).toBe(sku)
  })
})
