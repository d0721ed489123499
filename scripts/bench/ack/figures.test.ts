import { expect, it } from 'vitest'
import { figuresOf } from './figures.ts'

it('takes the rounds together, and the worst of what makes them doubtful', () => {
  const round = (acks: number[], foreign: number) => ({
    acks,
    answers: { ordinary: acks, slow: [500] },
    late: [1],
    load: { byName: { web: 30, store: 10, driver: 99 }, foreign, busy: 1, pressure: foreign * 100 },
  })
  const figures = figuresOf([round([10, 20], 0.1), round([30, 400], 0.3)])
  expect(figures).toMatchObject({
    messages: 4,
    ackMs: { p50: 30, p99: 400, max: 400 },
    answerMs: { slow: { p50: 500 } },
    cpuMsPerMessage: 20,
    cpuMsByProcess: { web: 15, store: 5 },
    foreign: 30,
    pressure: 30,
  })
})
