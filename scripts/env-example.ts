import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { settings } from '../server/src/config.ts'

const file = join(import.meta.dirname, '..', '.env.example')

/** `.env.example` as the schema of the environment wants it: every setting, commented out, with its default. */
export function envExample(): string {
  const blocks = settings.map(({ name, default: fallback, doc }) => `# ${doc}\n# ${name}=${fallback ?? ''}\n`)
  return [
    '# Settings of Parley. Copy this file to .env and uncomment what differs; `npm start` reads it.\n',
    ...blocks,
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  if (!process.argv.includes('--check')) writeFileSync(file, envExample())
  else if (readFileSync(file, 'utf8') !== envExample()) {
    console.error('.env.example is not that of server/src/config.ts: run node scripts/run.mjs env-example')
    process.exitCode = 1
  }
}
