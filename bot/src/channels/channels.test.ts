import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChannelCapabilities } from '../conversing.ts'
import { type ChannelSample, channelContract } from './channel.contract.ts'
import type { ChannelDriver } from './channel.ts'
import { renderMessage } from './render.ts'
import { splitText } from './split-text.ts'
import { webChannel } from './web/web-channel.ts'

const LONE_SURROGATE = /\p{Surrogate}/u

const web: ChannelSample = {
  driver: webChannel,
  account: { id: 'shop', channel: 'web' },
  message: {
    request: { sender: 'visitor-1', headers: {}, body: { id: 'message-1', n: 3, text: ' hello ' } },
    text: 'hello',
  },
  untrusted: { headers: {}, body: { id: 'message-1', n: 3, text: 'hello' } },
  unknown: { sender: 'visitor-1', headers: {}, body: { wave: true } },
}

const plainText: ChannelCapabilities = {
  channel: 'plain',
  maxText: 160,
  choices: 0,
  cards: false,
  markdown: 'none',
  typing: false,
}
const plainDriver: ChannelDriver = {
  ...webChannel,
  capabilities: plainText,
  toActivity: (event, account) => {
    const activity = webChannel.toActivity(event, account)
    return activity && { ...activity, channelId: 'plain' }
  },
  render: (message, capabilities = plainText) => renderMessage(message, capabilities),
}

describe.each([
  ['web', web],
  ['a channel with short plain text only', { ...web, driver: plainDriver }],
])('%s', (_name, sample) => {
  for (const behaviour of channelContract(sample)) test(behaviour.name, behaviour.holds)
})

test('quick replies stay with the last piece of a long text', () => {
  const options = [{ id: 'a', label: 'A', text: 'a' }]
  const parts = [
    { type: 'text' as const, text: 'One. '.repeat(60) },
    { type: 'choices' as const, options },
  ]
  const messages = renderMessage(parts, { ...plainText, choices: 3 })
  expect(messages.length).toBeGreaterThan(1)
  expect(messages.map((message) => message.some((part) => part.type === 'choices'))).toEqual([
    ...messages.slice(1).map(() => false),
    true,
  ])
})

test('choices become a numbered list where there are no quick replies', () => {
  const options = ['Yes', 'No'].map((label) => ({ id: label, label, text: label }))
  const [message] = renderMessage(
    [
      { type: 'text', text: 'Sure?' },
      { type: 'choices', options },
    ],
    plainText,
  )
  expect(message).toEqual([{ type: 'text', text: 'Sure?\n1. Yes\n2. No' }])
})

describe('splitting', () => {
  test('prefers the ends of sentences, in both languages', () => {
    expect(splitText('First one here. Second one here.', 20)).toEqual(['First one here.', 'Second one here.'])
    expect(splitText('第一句话在这里。第二句话在这里。', 10)).toEqual([
      '第一句话在这里。',
      '第二句话在这里。',
    ])
  })

  test('keeps a family together unless it does not fit at all', () => {
    const family = '👩‍👩‍👧‍👦'
    expect(splitText(family.repeat(2), 15)).toEqual([family, family])
    expect(splitText(family, 4).filter((piece) => LONE_SURROGATE.test(piece))).toEqual([])
  })

  test('keeps every sign but the space at the borders, within the limit', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.integer({ min: 2, max: 80 }),
        (text, limit) => {
          const pieces = splitText(text, limit)
          expect(pieces.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(limit)
            expect(piece).not.toMatch(LONE_SURROGATE)
          }
        },
      ),
    )
  })
})
