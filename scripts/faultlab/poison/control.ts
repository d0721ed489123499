import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../../server/src/demo/random.ts'
import type { Tool } from '../../lib/tool.ts'
import { poisoning } from './poisoning.ts'
import { kinds, poisonOf } from './texts.ts'

const MESSAGES = 100
const STARTS = 5
const LONGEST_MS = 3000

/** @returns how many messages behind a poison a plain line never gets to, however often it is started again */
export async function runNaiveLine(tool: Tool): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-line-'))
  tool.defer(() => rm(dir, { recursive: true, force: true }))
  const damage: Record<string, number> = {}
  for (const kind of kinds) {
    if (kind === 'bomb') continue
    const [inbox, done] = [join(dir, `${kind}-inbox`), join(dir, `${kind}-done`)]
    const poison = poisonOf(kind, createRandom(1))
    const lines = Array.from({ length: MESSAGES }, (_, index) => (index === 1 ? poison : `message ${index}`))
    await writeFile(inbox, lines.join('\n'))
    await writeFile(done, '')
    for (let start = 0; start < STARTS; start++) await runOnce([inbox, done])
    damage[`never handled behind ${kind}`] = MESSAGES - 2 - Math.max(0, (await countLines(done)) - 2)
  }
  return damage
}

async function runOnce(args: readonly string[]): Promise<void> {
  const file = join(import.meta.dirname, 'naive-line.ts')
  const child = spawn(process.execPath, ['--max-old-space-size=64', ...process.execArgv, file, ...args], {
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: poisoning },
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS)
  await once(child, 'exit')
  clearTimeout(timer)
}

async function countLines(file: string): Promise<number> {
  return (await readFile(file, 'utf8')).split('\n').length - 1
}
