import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EntityKind } from '@parley/nlp-models'
import { ActivityTypes, type Middleware, TurnContext } from 'botbuilder'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { choicesOf, facts, order, textOf, turnInput } from '../../test/factories.ts'
import { createBot } from '../bot.ts'
import type { BotState, TurnInput } from '../conversing.ts'
import { ConversationHandler } from './conversation-handler.ts'
import { GatewayAdapter } from './gateway-adapter.ts'
import { Introduction, LanguageChoice, MisunderstandingCounter } from './middleware.ts'

const bot = createBot({ company: 'Northwind' })
const fresh: BotState = { introduced: false, misunderstood: 0 }

describe('the pipeline', () => {
  test('runs language, counting and introduction around the handler, in this order', async () => {
    const order: string[] = []
    const spies = [LanguageChoice, MisunderstandingCounter, Introduction].map((middleware) => {
      const { onTurn } = middleware.prototype
      return vi.spyOn(middleware.prototype, 'onTurn').mockImplementation(async function (
        this: Middleware,
        context: TurnContext,
        next: () => Promise<void>,
      ) {
        order.push(middleware.name)
        await Reflect.apply(onTurn, this, [context, next])
      })
    })
    const handle = vi.spyOn(ConversationHandler.prototype, 'run')
    const send = vi.spyOn(GatewayAdapter.prototype, 'sendActivities')
    await bot.takeTurn(turnInput([{ text: 'delivery cost', intent: 'delivery.cost' }]))
    expect(order).toEqual(['LanguageChoice', 'MisunderstandingCounter', 'Introduction'])
    expect(handle).toHaveBeenCalledTimes(1)
    expect(send).toHaveBeenCalledTimes(1)
    for (const spy of [...spies, handle, send]) spy.mockRestore()
  })

  test('the adapter answers once for each activity, in order, and leaves out traces and pauses', async () => {
    const adapter = new GatewayAdapter()
    const types = [
      ActivityTypes.Typing,
      ActivityTypes.Message,
      'delay',
      ActivityTypes.Trace,
      ActivityTypes.Message,
    ]
    const context = new TurnContext(adapter, { type: ActivityTypes.Message })
    const responses = await adapter.sendActivities(
      context,
      types.map((type) => ({ type })),
    )
    expect(responses.map((response) => response.id)).toEqual(['1', '2', '', '', '3'])
    expect(adapter.collected.map((activity) => activity.type)).toEqual(['typing', 'message', 'message'])
  })

  test('the adapter refuses to change what was said', async () => {
    const adapter = new GatewayAdapter()
    await expect(adapter.updateActivity()).rejects.toThrow('updateActivity is not supported')
    await expect(adapter.deleteActivity()).rejects.toThrow('deleteActivity is not supported')
    await expect(adapter.continueConversation({}, async () => {})).rejects.toThrow('not supported')
  })

  test('no file outside this folder imports botbuilder', () => {
    const root = join(import.meta.dirname, '..')
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    expect(files.length).toBeGreaterThan(20)
    const importers = files.filter((file) =>
      /from '(botbuilder|botframework)/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(importers.length).toBeGreaterThan(0)
    expect(importers.filter((file) => !file.startsWith('turn'))).toEqual([])
  })
})

describe('the introduction', () => {
  const question = [{ text: 'delivery cost', intent: 'delivery.cost' }]

  test('comes once, before the first answer of an episode', async () => {
    const first = await bot.takeTurn(turnInput(question, { state: fresh }))
    expect(first.messages.map(([part]) => part?.type === 'text' && part.text)).toEqual([
      "I'm the Northwind assistant, a bot. You can ask for a person at any time.",
      'All about delivery.cost.',
    ])
    const second = await bot.takeTurn(turnInput(question, { state: first.state }))
    expect(second.messages).toHaveLength(1)
  })

  test('is part of the welcome to a greeting, which offers topics and a person', async () => {
    const outcome = await bot.takeTurn(
      turnInput([{ text: '你好', intent: 'smalltalk.greeting' }], { state: fresh }),
    )
    expect(outcome.messages).toHaveLength(1)
    expect(textOf(outcome)).toContain('机器人')
    expect(choicesOf(outcome).at(-1)?.id).toBe('topic:agent.request')
    expect(outcome.state.introduced).toBe(true)
  })

  test('is part of the answer to whether this is a bot', async () => {
    const outcome = await bot.takeTurn(
      turnInput([{ text: 'are you a robot', intent: 'bot.identity' }], { state: fresh }),
    )
    expect(outcome.messages).toHaveLength(1)
    expect(textOf(outcome)).toContain('a program, not a person')
  })

  test('does not come with a handoff or with silence', async () => {
    const handoff = await bot.takeTurn(turnInput(['human'], { state: fresh }))
    expect(handoff.messages).toHaveLength(1)
    expect(handoff.state.introduced).toBe(false)
    const silent = await bot.takeTurn(turnInput(question, { state: fresh, control: 'agent' }))
    expect(silent).toEqual({
      decision: { kind: 'silent', rule: 'belongs_to_people' },
      messages: [],
      state: fresh,
    })
  })
})

describe('a handoff', () => {
  test.each([
    [{ position: 1 }, true, 'You are next in line.'],
    [{ position: 1, waitMs: 61_000 }, true, 'about 2 min'],
    [{ position: 4 }, true, 'You are number 4 in line.'],
    [{ position: 4, waitMs: 200_000 }, true, 'number 4 in line; it should take about 4 min'],
    [{ position: 4 }, false, 'Nobody is at the desk now'],
  ])('says honestly when: %o, online %s', async (waiting, agentsOnline, words) => {
    const outcome = await bot.takeTurn(
      turnInput(['human'], { facts: facts({ waiting: () => waiting, agentsOnline }) }),
    )
    expect(outcome.decision.kind).toBe('handoff')
    expect(textOf(outcome)).toContain(words)
  })

  const MONDAY = Date.parse('2026-11-23T20:00:00Z')
  test.each([
    [undefined, 'Our team is away at the moment'],
    [MONDAY + 3_600_000, 'back today at 21:00 UTC'],
    [MONDAY + 13 * 3_600_000, 'back tomorrow at 09:00 UTC'],
    [MONDAY + 61 * 3_600_000, 'back on Thursday 26 November at 09:00 UTC'],
  ])('out of hours says when somebody is there: %s', async (opensAt, words) => {
    const closed = () => ({ timeZone: 'UTC', ...(opensAt === undefined ? {} : { opensAt }) })
    const outcome = await bot.takeTurn(turnInput(['human'], { now: MONDAY, facts: facts({ closed }) }))
    expect(outcome.decision.kind).toBe('handoff')
    expect(textOf(outcome)).toContain(words)
  })

  test('brings a brief: the words that matter, what was told, the mood and what was tried', async () => {
    const state: BotState = {
      introduced: true,
      misunderstood: 0,
      known: { order: 'NW-48213' },
      tried: ['return.policy'],
      topic: 'return.policy',
    }
    const outcome = await bot.takeTurn(
      turnInput(
        [
          'It is about my mail anna@example.com',
          { text: 'a person please', intent: 'agent.request', mood: { score: -0.3, confidence: 0.5 } },
        ],
        { state },
      ),
    )
    expect(outcome.brief).toEqual({
      reason: 'asked_for_person',
      language: 'en',
      intent: 'return.policy',
      lastWords: 'It is about my mail anna@example.com',
      collected: { order: 'NW-48213', email: 'anna@example.com' },
      mood: -0.3,
      tried: ['return.policy'],
    })
  })

  test('names dates, products and people that were spoken of, and no bare numbers', async () => {
    const input = turnInput([{ text: 'Anna ordered 2 tents, come tomorrow', intent: 'agent.request' }])
    const [said] = input.utterances
    const entity = (kind: EntityKind, text: string, value = text) => ({ kind, text, value, start: 0, end: 1 })
    const entities = [
      entity('person', 'Anna'),
      entity('number', '2'),
      entity('product', 'tents', 'TENT-2'),
      { ...entity('date', 'tomorrow', 'P1D'), relative: true as const },
      entity('id', '••••••••••••••002X'),
    ]
    const utterances = said ? [{ ...said, understanding: { ...said.understanding, entities } }] : []
    const { brief } = await bot.takeTurn({ ...input, utterances })
    expect(brief?.collected).toEqual({ person: 'Anna', product: 'tents', date: 'tomorrow' })
  })

  test('shortens the last words between graphemes', async () => {
    const outcome = await bot.takeTurn(
      turnInput([`${'👩‍👩‍👧‍👦'.repeat(60)}`], { state: { introduced: true, misunderstood: 1 } }),
    )
    const words = outcome.brief?.lastWords ?? ''
    expect(words.length).toBeLessThanOrEqual(240)
    expect(words).toMatch(/👦…$/u)
  })

  test('is what remains when a turn could not be taken', () => {
    const input = turnInput(['hello'], {
      state: { introduced: true, misunderstood: 0, topic: 'refund.status' },
    })
    expect(bot.giveUp(input)).toMatchObject({
      decision: { kind: 'handoff', reason: 'bot_failed', queue: 'billing' },
      brief: { lastWords: 'hello' },
    })
    expect(bot.giveUp({ ...input, control: 'agent' }).decision.kind).toBe('silent')
  })
})

describe('the language', () => {
  const chinese: BotState = { introduced: true, misunderstood: 0, language: 'zh' }

  test.each([
    ['is that of the message', [{ text: '运费多少', intent: 'delivery.cost' }], { ...fresh }, 'zh'],
    ['stays when a word is too short to tell', [{ text: 'OK' }], chinese, 'zh'],
    ['stays with an order number', [{ text: 'NW-48213' }], chinese, 'zh'],
    [
      'changes with a sentence',
      [{ text: 'what does delivery cost', intent: 'delivery.cost' }],
      chinese,
      'en',
    ],
  ])('%s', async (_name, said, state, language) => {
    const outcome = await bot.takeTurn(turnInput(said, { state }))
    expect(outcome.state.language).toBe(language)
    expect(/\p{Script=Han}/u.test(textOf(outcome))).toBe(language === 'zh')
  })
})

test('the same turn comes to the same outcome, whatever was said', async () => {
  const intents = [
    'order.status',
    'return.start',
    'delivery.cost',
    'agent.request',
    'dialog.affirm',
    'smalltalk.greeting',
  ]
  const said = fc.record({
    text: fc.oneof(
      fc.string(),
      fc.constantFrom('NW-48213', '算了', 'yes', '2', 'the tent, too small', '我要退货'),
    ),
    intent: fc.constantFrom(...intents),
    confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    inScope: fc.double({ min: 0, max: 1, noNaN: true }),
    mood: fc.record({
      score: fc.double({ min: -1, max: 1, noNaN: true }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  })
  const burst = fc.array(said, { maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(fc.array(burst, { minLength: 1, maxLength: 5 }), fc.string(), async (turns, seed) => {
      let state: BotState = fresh
      for (const utterances of turns) {
        const orders = [order('NW-48213'), order('NW-48214', { status: 'shipped' })]
        const input: TurnInput = turnInput(utterances, { state, seed, facts: facts({ orders }) })
        const frozen = JSON.stringify(input)
        const outcome = await bot.takeTurn(input)
        expect(await bot.takeTurn(input)).toEqual(outcome)
        expect(JSON.stringify(input)).toBe(frozen)
        expect(JSON.parse(JSON.stringify(outcome.state))).toEqual(outcome.state)
        expect(JSON.stringify(outcome.state).length).toBeLessThan(2000)
        if (outcome.decision.kind !== 'silent') expect(outcome.messages.length).toBeGreaterThan(0)
        state = outcome.decision.kind === 'handoff' ? bot.initialState(outcome.state) : outcome.state
      }
    }),
    { numRuns: 60 },
  )
})
