import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../server/src/config.ts'
import { root } from './lib/stack.ts'

// No engine runs here, so the file is held to the schema of the Compose specification, and what it sets to ours.

interface Service {
  environment?: Record<string, string>
  depends_on?: Record<string, unknown>
  volumes?: string[]
}

interface Linted {
  messages: readonly { type: string; rule: string; message: string }[]
}

const given: Record<string, string> = {
  PARLEY_DOMAIN: 'chat.example.com',
  PARLEY_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  MONGO_PASSWORD: 'one',
  REDIS_PASSWORD: 'two',
}
const file = join(root, 'compose.yaml')
let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'parley-compose-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

async function errorsOf(path: string): Promise<string[]> {
  const linter = new DCLinter({
    rules: { 'no-unbound-port-interfaces': 0 },
    quiet: true,
    debug: false,
    exclude: [],
  })
  const results: readonly Linted[] = await linter.lintFiles([path], false)
  return results.flatMap(({ messages }) =>
    messages.flatMap(({ type, rule, message }) => (type === 'error' ? [`${rule}: ${message}`] : [])),
  )
}

/** As Compose does: `${NAME}` and `${NAME:?why}`. */
function filledIn(text: string): string {
  return text.replace(/(?<!\$)\$\{(\w+)(?::\?[^}]*)?\}/g, (_all, name: string) => {
    const value = given[name]
    if (value === undefined) throw new Error(`compose.yaml asks for ${name}, which its head does not name`)
    return value
  })
}

async function services(): Promise<Record<string, Service>> {
  return parse(filledIn(await readFile(file, 'utf8')), { merge: true }).services
}

test('compose.yaml is what the specification allows; a wrong one is seen', async () => {
  expect(await errorsOf(file)).toEqual([])
  const wrong = join(dir, 'compose.yaml')
  await writeFile(
    wrong,
    (await readFile(file, 'utf8')).replace('stop_grace_period: 20s', 'stop_grace_time: 20s'),
  )
  expect(await errorsOf(wrong)).toEqual(
    expect.arrayContaining([expect.stringMatching(/invalid-schema.*web-1.*must NOT have additional/)]),
  )
})

test('it has the production shape, and each process starts with the settings that it gives', async () => {
  const found = await services()
  for (const [name, roles] of Object.entries({ web: ['web'], worker: ['worker'] }))
    for (const number of [1, 2]) {
      const config = readConfig(found[`${name}-${number}`]?.environment ?? {})
      expect(config).toMatchObject({ roles, production: true, publicUrl: 'https://chat.example.com' })
      expect(config.mongodbUri).toContain('replicaSet=parley')
    }
  expect(Object.keys(found).filter((name) => /^mongo-\d$/.test(name))).toHaveLength(3)
  // Whatever is named by one part is there.
  for (const { depends_on = {} } of Object.values(found))
    for (const other of Object.keys(depends_on)) expect(found).toHaveProperty(other)
})
