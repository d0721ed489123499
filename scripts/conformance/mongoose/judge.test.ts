import { expect, test } from 'vitest'
import { type FailureError, judgeFile, type SuiteEvent } from './judge.ts'
import { withDatabase } from './run.ts'

const refusal = {
  code: 238,
  message: '$where is not supported by the embedded store; set MONGODB_URI to use a MongoDB server',
}
const plan: SuiteEvent = {
  event: 'plan',
  tests: [
    { id: 0, title: 'one' },
    { id: 1, title: 'two' },
  ],
}

function judged(events: readonly SuiteEvent[], more: { output?: string; killedAfter?: number } = {}) {
  const run = { file: 'test/a.test.js', events, output: more.output ?? '', killedAfter: more.killedAfter }
  return judgeFile(run, new Set(['test/a.test.js: two'])).map(({ name, verdict, reason }) => [
    name,
    verdict,
    reason,
  ])
}

function failing(error: FailureError, asked = true) {
  return judged([
    { event: 'plan', tests: [{ id: 0, title: 'one' }] },
    { event: 'fail', id: 0, error, asked },
  ])[0]
}

test('passed, left out and failed tests', () => {
  const events: SuiteEvent[] = [
    plan,
    { event: 'pass', id: 0 },
    { event: 'fail', id: 1, error: { name: 'AssertionError', message: '1 == 2\n\nmore' }, asked: true },
    { event: 'end' },
  ]
  expect(judged(events)).toEqual([
    ['one', 'passed', undefined],
    ['two', 'different', 'AssertionError: 1 == 2'],
  ])
  expect(judged([plan, { event: 'pending', id: 0 }, { event: 'pass', id: 1 }])[0]).toEqual([
    'one',
    'skipped',
    'left out by the suite',
  ])
})

test('why a test failed decides what it counts as', () => {
  expect(failing({ message: 'boom', name: 'Error' })).toEqual(['one', 'wrong', 'Error: boom'])
  expect(failing(refusal)).toEqual(['one', 'refused', refusal.message])
  expect(failing({ message: `1 == 2: ${refusal.message}` })?.[1]).toBe('refused')
  expect(failing({ message: "Cannot find module 'webpack'\nRequire stack:" })).toEqual([
    'one',
    'skipped',
    'a module that is not there: webpack',
  ])
  expect(failing({ message: 'boom' }, false)).toEqual([
    'one',
    'skipped',
    'fails without having asked the server anything',
  ])
})

test('a hook speaks for the tests that were not reached because of it', () => {
  const hook: SuiteEvent = {
    event: 'hook',
    title: '"before each" hook',
    ids: [0, 1],
    error: refusal,
    asked: true,
  }
  expect(judged([plan, { event: 'pass', id: 0 }, hook])).toEqual([
    ['one', 'passed', undefined],
    ['two', 'refused', `in a hook: ${refusal.message}`],
  ])
  const late: SuiteEvent = { ...hook, title: '"after all" hook', error: { name: 'Error', message: 'late' } }
  expect(judged([plan, { event: 'pass', id: 0 }, { event: 'pass', id: 1 }, late])[2]).toEqual([
    '"after all" hook',
    'wrong',
    'in a hook: Error: late',
  ])
})

test('what a process that was stopped did not do is wrong', () => {
  expect(judged([plan, { event: 'pass', id: 0 }], { killedAfter: 180 })[1]?.[2]).toContain(
    'stopped after 180 s',
  )
  expect(judged([plan, { event: 'pass', id: 0 }])[1]?.[2]).toContain('not reached')
})

test('a file that does not load says nothing about the server', () => {
  expect(judged([], { output: "Error: Cannot find module '../lib/nothing'" })).toEqual([
    ['(the whole file)', 'skipped', 'a module that is not there: ../lib/nothing'],
  ])
  expect(judged([], { killedAfter: 180 })[0]?.[1]).toBe('wrong')
})

test('the database of an address', () => {
  expect(withDatabase('mongodb://u:p@h:1/parley?authSource=admin', 'x')).toBe(
    'mongodb://u:p@h:1/x?authSource=admin',
  )
  expect(withDatabase('mongodb://127.0.0.1:27017', 'x')).toBe('mongodb://127.0.0.1:27017/x')
})

test('a refusal that a test swallowed is still what it failed over', () => {
  const failure = {
    error: { name: 'AssertionError', message: '0 == 2' },
    asked: true,
    refused: refusal.message,
  }
  const events: SuiteEvent[] = [
    { event: 'plan', tests: [{ id: 0, title: 'one' }] },
    { event: 'fail', id: 0, ...failure },
  ]
  expect(judged(events)[0]).toEqual(['one', 'refused', refusal.message])
})
