import { pino } from 'pino'
import { expect, test } from 'vitest'
import type { Section, SettingsOf } from '../contract/index.ts'
import { defaultSettings } from '../settings/defaults.ts'
import { createBotHolder, definitionOf } from './bot-holder.ts'

const log = pino({ level: 'silent' })
const parts = { bot: defaultSettings.bot, queues: defaultSettings.queues, company: defaultSettings.company }

test('the definition is the shipped one with what was turned; an intent whose queue is gone falls to general', () => {
  const made = definitionOf({
    ...parts,
    bot: { ...parts.bot, answer: 0.9, strongMood: -0.2, returnWithinDays: 14 },
    queues: { queues: parts.queues.queues.filter(({ id }) => id !== 'billing') },
    company: { timeZone: 'Asia/Shanghai' },
  })
  expect(made.thresholds.answer).toBe(0.9)
  expect(made.mood.strong.score).toBe(-0.2)
  expect(made.dialogs['start-return'].returnWithinDays).toBe(14)
  expect(made.timeZone).toBe('Asia/Shanghai')
  expect(made.queues.ofIntent['order.invoice']).toBeUndefined()
  expect(made.queues.ofIntent['return.start']).toBe('returns')
  expect(made.queues.fallback).toBe('general')
})

test('a change makes another bot; who holds the one before keeps it, and what makes no bot changes nothing', () => {
  const values = { ...defaultSettings }
  const listeners: ((section: Section) => void)[] = []
  const holder = createBotHolder(
    {
      get: <S extends Section>(section: S) => values[section] as SettingsOf<S>,
      onChange: (listener) => void listeners.push(listener),
    },
    log,
  )
  const before = holder.current()
  const { version } = before
  const change = (bot: Partial<SettingsOf<'bot'>>) => {
    values.bot = { ...values.bot, ...bot }
    for (const listener of listeners) listener('bot')
  }
  change({ answer: 0.8 })
  const after = holder.current()
  expect(after.version).not.toBe(version)
  expect(before.version).toBe(version)
  change({ answer: 0.1, offer: 0.2 })
  expect(holder.current()).toBe(after)
})
