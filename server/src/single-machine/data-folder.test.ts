import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeDataFolder } from './data-folder.ts'

let dir: string
beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'parley-folder-')), 'data')
})
afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }))

test('belongs to one Parley at a time', async () => {
  const folder = await takeDataFolder(dir)
  await expect(takeDataFolder(dir)).rejects.toThrow(
    /^Parley already runs on .+ \(process \d+\): stop it first/,
  )
  await folder.release()
  await (await takeDataFolder(dir)).release()
})

test('is taken from a holder that is dead, or whose number another process has now', async () => {
  await (await takeDataFolder(dir)).release()
  const dead = { pid: process.pid, born: 'long ago', children: [] }
  await writeFile(join(dir, 'running.json'), JSON.stringify(dead))
  await (await takeDataFolder(dir)).release()
  await writeFile(join(dir, 'running.json'), 'damaged')
  await (await takeDataFolder(dir)).release()
})

test('is taken only when the children of a killed Parley are gone', async () => {
  const left = spawn('sleep', ['0.4'])
  await once(left, 'spawn')
  const folder = await takeDataFolder(dir)
  await folder.noteChild(left.pid ?? 0)
  const holder = JSON.parse(await readFile(join(dir, 'running.json'), 'utf8'))
  await writeFile(join(dir, 'running.json'), JSON.stringify({ ...holder, born: 'long ago' }))
  const again = await takeDataFolder(dir)
  expect(left.exitCode).toBe(0)
  await again.release()
})

test('keeps its passwords where only their owner can read them', async () => {
  const folder = await takeDataFolder(dir)
  const passwords = await folder.passwords()
  expect(await folder.passwords()).toEqual(passwords)
  expect((await stat(join(dir, 'services.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(dir)).mode & 0o777).toBe(0o700)
  await folder.release()
})
