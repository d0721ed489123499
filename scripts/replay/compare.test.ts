import { describe, expect, test } from 'vitest'
import { type Comparison, compare, type Line, type Verdict } from './compare.ts'
import { runControl } from './control.ts'

const said = (seq: number, clientId: string, sender = 'customer'): Line => ({
  seq,
  kind: 'message',
  sender,
  clientId,
  text: `words of ${clientId}`,
})
const botSaid = (seq: number, text: string): Line => ({ seq, kind: 'message', sender: 'bot', text })
const decided = (seq: number, of: number[]): Line => ({ seq, kind: 'decision', sender: 'bot', of })

/** Two messages of a customer answered by the bot, then one by an agent; every view agrees. */
function soundRun(): Comparison {
  return {
    acked: [
      { thread: 't', sender: 'customer', clientId: 'm1', text: 'words of m1', order: 1 },
      { thread: 't', sender: 'customer', clientId: 'm2', text: 'words of m2', order: 2 },
      { thread: 't', sender: 'u1', clientId: 'r1', text: 'words of r1', order: 1 },
    ],
    stored: [
      {
        thread: 't',
        head: 7,
        publicHead: 5,
        entries: [
          { ...said(1, 'm1'), publicSeq: 1 },
          decided(2, [1]),
          { ...botSaid(3, 'hello'), publicSeq: 2 },
          { ...said(4, 'm2'), publicSeq: 3 },
          decided(5, [4]),
          { ...botSaid(6, 'a person comes'), publicSeq: 4 },
          { ...said(7, 'r1', 'u1'), publicSeq: 5 },
        ],
      },
    ],
    widgets: [
      {
        thread: 't',
        lines: [
          said(1, 'm1'),
          botSaid(2, 'hello'),
          said(3, 'm2'),
          botSaid(4, 'a person comes'),
          { seq: 5, kind: 'message', sender: 'agent', text: 'words of r1' },
        ],
      },
    ],
    consoles: [
      {
        thread: 't',
        agent: 'u1',
        lines: [decided(5, [4]), botSaid(6, 'a person comes'), said(7, 'r1', 'u1')],
      },
    ],
  }
}

const counts = ({ lost, duplicated, misordered }: Verdict) => [
  lost.length,
  duplicated.length,
  misordered.length,
]
const [sound] = [soundRun()]
const store = (change: (lines: (Line & { publicSeq?: number })[]) => Line[]): Comparison => {
  const run = soundRun()
  return { ...run, stored: run.stored.map((one) => ({ ...one, entries: change([...one.entries]) })) }
}
const widget = (change: (lines: Line[]) => Line[]): Comparison => {
  const run = soundRun()
  return { ...run, widgets: run.widgets.map((one) => ({ ...one, lines: change([...one.lines]) })) }
}
const console = (change: (lines: Line[]) => Line[]): Comparison => {
  const run = soundRun()
  return { ...run, consoles: run.consoles.map((one) => ({ ...one, lines: change([...one.lines]) })) }
}

describe('compare', () => {
  test('finds nothing where every view agrees', () => {
    expect(compare(sound)).toEqual({ lost: [], duplicated: [], misordered: [] })
  })

  test('a thread that the store does not have is lost with all its messages', () => {
    expect(compare({ ...sound, stored: [] }).lost.length).toBeGreaterThanOrEqual(3)
  })

  test.each([
    ['store', store((lines) => lines.filter(({ seq }) => seq !== 4))],
    ['widget', widget((lines) => lines.filter(({ seq }) => seq !== 3))],
    ['widget that never reached the head', widget((lines) => lines.slice(0, 4))],
    ['console', console((lines) => lines.filter(({ seq }) => seq !== 6))],
  ])('a message that is missing in the %s is lost', (_view, run) => {
    expect(compare(run).lost.length).toBeGreaterThan(0)
  })

  test('other words under an acknowledged id are lost words', () => {
    const run = store((lines) => lines.map((line) => (line.seq === 4 ? { ...line, text: 'changed' } : line)))
    expect(compare(run).lost).toContainEqual({ thread: 't', view: 'store', what: 'the words of m2' })
  })

  test('a reply that went back to its agent need not be anywhere', () => {
    const returned = { thread: 't', sender: 'u1', clientId: 'r2', text: 'late', order: 2, returned: true }
    expect(counts(compare({ ...sound, acked: [...sound.acked, returned] }))).toEqual([0, 0, 0])
  })

  test.each([
    ['the same id at two places', store((lines) => [...lines, { ...said(8, 'm2'), publicSeq: 6 }])],
    ['an entry shown twice in a widget', widget((lines) => [...lines, said(3, 'm2')])],
    ['an entry shown twice in a console', console((lines) => [...lines, said(7, 'r1', 'u1')])],
    ['two decisions on one message', store((lines) => [...lines, decided(8, [4])])],
  ])('%s is duplicated', (_what, run) => {
    expect(compare(run).duplicated.length).toBeGreaterThan(0)
  })

  test.each([
    [
      'messages of one sender in another order than acknowledged',
      { ...sound, acked: sound.acked.map((one) => (one.clientId === 'm1' ? { ...one, order: 3 } : one)) },
    ],
    [
      'a widget that shows the later first',
      widget((lines) => [lines[1], lines[0], ...lines.slice(2)] as Line[]),
    ],
    [
      'a console with another entry at the same place',
      console((lines) => lines.map((line) => (line.seq === 6 ? botSaid(6, 'something else') : line))),
    ],
  ])('%s is misordered', (_what, run) => {
    expect(compare(run).misordered.length).toBeGreaterThan(0)
  })

  test('a gap in the public numbers of the store is lost', () => {
    const run = store((lines) =>
      lines.map((line) => (line.publicSeq === 5 ? { ...line, publicSeq: 6 } : line)),
    )
    expect(compare(run).lost.length).toBeGreaterThan(0)
  })
})

test('the control finds one fault of each kind that it puts in', () => {
  const { lost, duplicated, misordered } = runControl(soundRun())
  expect(Math.min(lost, duplicated, misordered)).toBeGreaterThanOrEqual(1)
})
