import { expect, test } from 'vitest'
import { readDifferences } from './differences.ts'
import { describeOutcomes } from './report.ts'
import { type Outcome, refusalIn, refusalInText } from './verdict.ts'

const words = 'collation is not supported by the embedded store; set MONGODB_URI to use a MongoDB server'

test('a refusal has a number of refusal and says what to do', () => {
  expect(refusalIn({ code: 238, message: words })).toBe(words)
  expect(refusalIn({ code: 11000, message: words })).toBeUndefined()
  expect(refusalIn({ code: 59, message: "no such command: 'frob'" })).toBeUndefined()
  expect(refusalIn(words)).toBeUndefined()
})

test('a refusal is found in what an error wraps', () => {
  const refusal = { code: 238, errmsg: words }
  expect(refusalIn(new Error('outer', { cause: { message: 'x', reason: refusal } }))).toBe(words)
  expect(refusalIn({ message: 'bulk', writeErrors: [{ err: refusal }] })).toBe(words)
  expect(refusalIn({ message: 'bulk', writeErrors: new Map([[0, refusal]]) })).toBe(words)
})

test('a comparison of messages shows the refusal in its own text', () => {
  expect(refusalInText(`Expected values to be equal:\n+ '${words}'\n- null`)).toContain('collation is not')
  expect(refusalInText('Expected values to be equal')).toBeUndefined()
})

test('the table of differences names the tests in its first column', () => {
  const markdown = [
    '| Other | table |',
    '|---|---|',
    '| `not this` | x |',
    '',
    '| Test of a suite | MongoDB | Here |',
    '|---|---|---|',
    '| `a/b.json: does \\| this` | one | other |',
    '| plain name | one | other |',
    '',
    '| `nor this` | x |',
  ].join('\n')
  expect([...readDifferences(markdown)]).toEqual(['a/b.json: does | this', 'plain name'])
  expect(readDifferences('no table').size).toBe(0)
})

test('the report names all that did not pass, and counts what was left out', () => {
  const outcomes: Outcome[] = [
    { file: 'a', name: 'good', verdict: 'passed' },
    { file: 'a', name: 'bad', verdict: 'wrong', reason: 'expected 1' },
    { file: 'b', name: 'far', verdict: 'skipped', reason: 'needs sharded' },
    { file: 'b', name: 'far too', verdict: 'skipped', reason: 'needs sharded' },
  ]
  const text = describeOutcomes(outcomes)
  expect(text).toContain('needs sharded      2')
  expect(text).toContain('Wrong (1)\na\n  bad\n    expected 1')
  expect(text).not.toContain('good')
  expect(text).not.toContain('far')
})
