import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import type { Tool } from '../../lib/tool.ts'
import { mountSmallDisk } from './small-disk.ts'

const MESSAGES = 2000
const FILL_AT = 800
const ROOM_AT = 1400

/**
 * What most people build first: a message is acknowledged when it was handed to the journal's stream, and a stream that
 * failed is opened anew. Its disk is filled and emptied as ours is. @returns how many acknowledged ones are missing
 */
export async function runNaiveJournal(tool: Tool): Promise<Record<string, number>> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-naive-'))
  const disk = await mountSmallDisk(dir, 4)
  tool.defer(async () => {
    await disk.unmount()
    await rm(dir, { recursive: true, force: true })
  })
  const file = join(dir, 'journal')
  let journal = openJournal(file)
  const acked: string[] = []
  for (let n = 0; n < MESSAGES; n++) {
    if (n === FILL_AT) await disk.fill(0)
    if (n === ROOM_AT) await disk.empty()
    if (journal.destroyed) journal = openJournal(file)
    journal.write(`${n} ${'x'.repeat(200)}\n`)
    acked.push(String(n))
    await turn()
  }
  await new Promise((done) => (journal.destroyed ? done(undefined) : journal.end(done)))
  const kept = new Set((await readFile(file, 'utf8')).split('\n').map((line) => line.split(' ')[0]))
  return { 'acknowledged and missing': acked.filter((n) => !kept.has(n)).length }
}

function openJournal(file: string) {
  const journal = createWriteStream(file, { flags: 'a' })
  journal.on('error', () => undefined)
  return journal
}
