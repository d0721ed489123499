import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { envExample } from './env-example.ts'

test('.env.example is that of the schema of the environment', async () => {
  const file = await readFile(join(import.meta.dirname, '..', '.env.example'), 'utf8')
  expect(file, 'run: node scripts/run.mjs env-example').toBe(envExample())
})
