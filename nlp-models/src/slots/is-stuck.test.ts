import { expect, test } from 'vitest'
import { isStuck } from './is-stuck.ts'

test.each([
  ['late only by the clock', 1999, 5000, false],
  ['busy for long', 2000, 1000, true],
  ['kept from running, as in a halted container', 19_999, 999, false],
  ['waiting for something that never comes', 20_000, 0, true],
])(
  'a worker that is %s: after %i ms and %i ms of processor time %s',
  (_what, wallMs, processCpuMs, stuck) => {
    expect(isStuck({ wallMs, processCpuMs }, 2000)).toBe(stuck)
  },
)
