import { scanEntities } from '@parley/nlp-models'
import { expect, test } from 'vitest'
import { utterance } from '../test/factories.ts'
import type { Utterance } from './conversing.ts'
import { chooseLanguage } from './language.ts'

const state = { introduced: true, misunderstood: 0, language: 'en' } as const

function read(text: string): Utterance {
  const made = utterance(text)
  const entities = scanEntities(text, { orderMasks: ['NW-99999'], today: '2026-11-23' })
  return { ...made, understanding: { ...made.understanding, entities } }
}

test.each(['上海', '明天', '两个', '张先生'])(
  '"%s" is Chinese, though it is nothing but an entity',
  (text) => {
    expect(chooseLanguage(state, [read(text)])).toBe('zh')
  },
)

test.each(['NW-12345', 'anna@example.com', '13812345678', 'ok NW-12345'])(
  '"%s" changes no language',
  (text) => {
    expect(chooseLanguage({ ...state, language: 'zh' }, [read(text)])).toBe('zh')
  },
)
