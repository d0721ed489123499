import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Tool } from '../../lib/tool.ts'
import { findLayout } from './layout.ts'
import { prepareWorkspace } from './workspace.ts'

const cleanUps: (() => Promise<void>)[] = []
const tool: Tool = {
  defer: (cleanUp) => void cleanUps.push(cleanUp),
  signal: new AbortController().signal,
}
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

async function folder(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'parley-suite-test-'))
  cleanUps.push(() => rm(dir, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(dir, name, '..'), { recursive: true })
    await writeFile(join(dir, name), text)
  }
  return dir
}

const repository = {
  'package.json': '{"name":"mongoose"}',
  'index.js': 'module.exports = "the copy"',
  'lib/index.js': '',
  'test/a.test.js': '',
  'test/helpers/b.test.mjs': '',
  'test/common.js': '',
  'test/node_modules/x/c.test.js': '',
}

test('the tests are found in a repository and in its test folder alike', async () => {
  const dir = await folder(repository)
  const found = { tests: join(dir, 'test'), repository: dir, files: ['a.test.js', 'helpers/b.test.mjs'] }
  expect(await findLayout(dir)).toEqual(found)
  expect(await findLayout(join(dir, 'test'))).toEqual(found)
})

test('tests alone have no repository, and a folder without tests is no suite', async () => {
  const dir = await folder({ 'common.js': '', 'a.test.js': '' })
  expect(await findLayout(dir)).toMatchObject({ tests: dir, repository: undefined })
  await expect(findLayout(await folder({ 'a.js': '' }))).rejects.toThrow(/holds no tests of mongoose/)
})

test('tests alone are laid beside the mongoose of this project', async () => {
  const suite = await folder({ 'test/a.test.js': 'module.exports = require("../index")' })
  const tools = await folder({ 'sinon/index.js': 'module.exports = "sinon"' })
  const { dir } = await prepareWorkspace(await findLayout(suite), tools, tool)
  const inside = createRequire(join(dir, 'test', 'a.test.js'))
  expect(inside('./a.test.js')).toBe(createRequire(import.meta.url)('mongoose'))
  expect(await realpath(inside.resolve('mongodb'))).toBe(createRequire(import.meta.url).resolve('mongodb'))
  expect(inside('sinon')).toBe('sinon')
  await expect(inside('mongodb-memory-server').MongoMemoryServer.create()).rejects.toThrow(/is not there/)
})

test("a copy with mongoose's code is tested with that code, and is left as it was", async () => {
  const suite = await folder(repository)
  const { dir } = await prepareWorkspace(await findLayout(suite), await folder({}), tool)
  const inside = createRequire(join(dir, 'test', 'a.test.js'))
  expect(inside('../index')).toBe('the copy')
  expect(inside.resolve('mongoose/package.json')).toBe(join(await realpath(dir), 'package.json'))
  expect(await readFile(join(suite, 'package.json'), 'utf8')).toBe(repository['package.json'])
})
