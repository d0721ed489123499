import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { settings } from '../server/src/config.ts'

interface Setting {
  name: string
  default: string | undefined
  doc: string
}

/** The text that `.env.example` must have: every setting with its meaning, commented out at its default. */
export function exampleOf(list: readonly Setting[]): string {
  const head = [
    '# Settings of Parley. Copy this file to `.env` and take away the # before what you change.',
    '# Generated from the schema in server/src/config.ts by `tsx scripts/check-env-example.ts --write`.',
  ]
  const entries = list.map(({ name, default: fallback = '', doc }) => `# ${doc}\n#${name}=${fallback}`)
  return `${[head.join('\n'), ...entries].join('\n\n')}\n`
}

/** Says in one sentence each what the file lacks, has too much, or tells differently. */
export function driftOf(text: string, list: readonly Setting[]): string[] {
  const said = new Map(
    [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
  const known = new Set(list.map(({ name }) => name))
  const drift = [...said.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `${name} is not a setting any more.`)
  for (const { name, default: fallback = '', doc } of list) {
    if (!said.has(name)) drift.push(`${name} is missing.`)
    else if (said.get(name) !== fallback) drift.push(`${name} must show its default "${fallback}".`)
    else if (!text.includes(`# ${doc}\n#${name}=`)) drift.push(`${name} is described differently.`)
  }
  return drift
}

async function main(): Promise<void> {
  const file = fileURLToPath(new URL('../.env.example', import.meta.url))
  if (process.argv.includes('--write')) {
    await writeFile(file, exampleOf(settings))
    return
  }
  const drift = driftOf(await readFile(file, 'utf8'), settings)
  for (const sentence of drift) console.error(`.env.example: ${sentence}`)
  if (drift.length > 0) process.exitCode = 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
