import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { root } from '../../scripts/lib/stack.ts'

// A minute of the fault lab, by the very command: the long run is `npm run faultlab -- all`. The seeds are those that
// found something once; what they found is mended.

test.each([
  ['kill', 1, 15],
  ['duplicates', 1, 5],
])(
  '%s, seed %d: nothing lost, doubled or out of order, no conversation with two owners; the naive way shows damage',
  async (scenario, seed, seconds) => {
    const asked = [scenario, '--seed', `${seed}`, '--seconds', `${seconds}`]
    const lab = join(root, 'scripts', 'faultlab', 'main.ts')
    const args = ['--conditions=source', '--import', 'tsx', lab, ...asked]
    // Whatever is not as promised is in its output, and its exit code is not 0: then this throws with both.
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, timeout: 170_000 })
    const last: unknown = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '')
    console.log(JSON.stringify(last))
    expect(last).toMatchObject({
      scenario,
      seed,
      lost: 0,
      duplicated: 0,
      misordered: 0,
      doubleOwned: 0,
      broken: 0,
    })
    expect(last).toMatchObject({ faults: expect.any(Number), accepted: expect.any(Number) })
  },
  180_000,
)
