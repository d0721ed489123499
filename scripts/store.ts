/**
 * Looks after the folder of an embedded store:
 * `npm run store -- verify|backup|restore|compact|fingerprint --dir DIR [--to DIR] [--from DIR]`.
 * A backup may be taken while the store is served; the others want it stopped. The last line is one JSON object.
 */
import {
  backupStore,
  compactStore,
  fingerprintStore,
  restoreStore,
  type Verification,
  verifyStore,
} from '@parley/embedded-store'
import { createBar } from './lib/bar.ts'
import { inOneSentence } from './lib/in-one-sentence.ts'
import { table } from './lib/table.ts'
import { readFlags, runTool, UsageError } from './lib/tool.ts'

interface Folders {
  readonly dir: string
  readonly to: string | undefined
  readonly from: string | undefined
}

const works: Readonly<Record<string, (folders: Folders) => Promise<number>>> = {
  verify,
  backup,
  restore,
  compact,
  fingerprint,
}

await runTool(async () => {
  const [name = '', ...args] = process.argv.slice(2)
  const work = Object.hasOwn(works, name) ? works[name] : undefined
  if (!work)
    throw new UsageError(
      `What is to be done? One of: ${Object.keys(works).join(', ')}. For example: npm run store -- verify --dir .data/store`,
    )
  const { dir, to, from } = readFlags(args, { dir: 'text', to: 'text', from: 'text' })
  if (dir === undefined) throw new UsageError('--dir says which folder the store is in.')
  return await inOneSentence(() => work({ dir, to, from }))
})

async function verify({ dir }: Folders): Promise<number> {
  const bar = createBar('documents')
  const verification = await verifyStore({ dir, onProgress: (done, total) => bar.show(done, total, '') })
  bar.end()
  for (const problem of verification.problems) console.log(`! ${problem}`)
  const { problems, problemCount, ...counts } = verification
  console.log(`${describe(verification)}: ${problemCount === 0 ? 'sound' : `${problemCount} problems`}`)
  console.log(JSON.stringify({ work: 'verify', ...counts, problems: problemCount }))
  return problemCount === 0 ? 0 : 1
}

async function backup({ dir, to }: Folders): Promise<number> {
  if (to === undefined) throw new UsageError('--to says into which empty folder the backup goes.')
  const { bytes, verification } = await backupStore({ dir, to })
  console.log(`${describe(verification)}, ${megabytes(bytes)}: copied to ${to} and sound`)
  console.log(JSON.stringify({ work: 'backup', bytes, documents: verification.documents }))
  return 0
}

async function restore({ dir, from }: Folders): Promise<number> {
  if (from === undefined) throw new UsageError('--from says in which folder the backup is.')
  const { bytes, verification } = await restoreStore({ from, dir })
  console.log(`${describe(verification)}, ${megabytes(bytes)}: in ${dir}, and sound`)
  console.log(JSON.stringify({ work: 'restore', bytes, documents: verification.documents }))
  return 0
}

async function compact({ dir }: Folders): Promise<number> {
  const { before, after } = await compactStore({ dir })
  console.log(`${megabytes(before)} before, ${megabytes(after)} now`)
  console.log(JSON.stringify({ work: 'compact', before, after }))
  return 0
}

/** Two stores that print the same hold the same, whatever their files look like. */
async function fingerprint({ dir }: Folders): Promise<number> {
  const bar = createBar('documents')
  const prints = await fingerprintStore({ dir, onProgress: (done, total) => bar.show(done, total, '') })
  bar.end()
  console.log(
    table(
      ['collection', 'documents', 'SHA-256'],
      prints.map(({ name, documents, sha256 }) => [name, documents, sha256]),
    ),
  )
  console.log(JSON.stringify({ work: 'fingerprint', collections: prints }))
  return 0
}

function describe({ collections, documents, indexEntries }: Verification): string {
  const count = (number: number): string => number.toLocaleString('en')
  return `${count(documents)} documents in ${count(collections)} collections, ${count(indexEntries)} index entries`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}
