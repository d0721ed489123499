import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { MaintenanceError } from '@parley/embedded-store'
import { z } from 'zod'
import { placeFile, sha256Of } from './files.ts'
import { DATA_FILE, LOGINS, MANIFEST, SECRETS } from './layout.ts'

const FORMAT = 1

const Head = z.object({ format: z.number(), parley: z.string() })
/** Names are known ones: a manifest must not lead anywhere else. */
const FileNote = z.object({
  name: z.enum([DATA_FILE, LOGINS, SECRETS]),
  bytes: z.number(),
  sha256: z.string(),
})
const Manifest = Head.extend({
  at: z.string(),
  /** See `fingerprintOf`. */
  masterKey: z.string(),
  documents: z.number(),
  collections: z.array(z.object({ name: z.string(), documents: z.number(), sha256: z.string() })),
  files: z.array(FileNote).refine((files) => files.some(({ name }) => name === DATA_FILE)),
})
/** What a backup says of itself. */
export type Manifest = z.infer<typeof Manifest>
export type FileName = z.infer<typeof FileNote>['name']

export async function writeManifest(folder: string, about: Omit<Manifest, 'format'>): Promise<Manifest> {
  const manifest: Manifest = { format: FORMAT, ...about }
  const text = JSON.stringify({ ...manifest, sha256: checksumOf(manifest) }, undefined, 2)
  await placeFile(join(folder, MANIFEST), `${text}\n`)
  return manifest
}

/** @throws MaintenanceError when there is none, or one that cannot be used */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new MaintenanceError(
      `there is no ${MANIFEST} in ${folder}: it is no backup, or one that was not finished`,
    )
  const { sha256, ...content } = Object(parse(text)) as Record<string, unknown>
  const head = Head.safeParse(content)
  if (head.success && head.data.format !== FORMAT)
    throw new MaintenanceError(
      `the backup in ${folder} has format ${head.data.format} and this Parley reads ${FORMAT}: restore it with the Parley that made it (${head.data.parley})`,
    )
  const manifest = Manifest.safeParse(content)
  if (!manifest.success || sha256 !== checksumOf(content)) throw damaged(folder, MANIFEST)
  return manifest.data
}

export async function noteFile(folder: string, name: FileName): Promise<Manifest['files'][number]> {
  const file = join(folder, name)
  return { name, bytes: (await stat(file)).size, sha256: await sha256Of(file) }
}

/** @throws MaintenanceError when a file is not the one that was written */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const { name, bytes, sha256 } of files) {
    const found = await noteFile(folder, name).catch(() => undefined)
    if (found?.bytes !== bytes || found.sha256 !== sha256) throw damaged(folder, name)
  }
}

function damaged(folder: string, name: string): MaintenanceError {
  return new MaintenanceError(
    `${name} of the backup in ${folder} is damaged or missing; use another copy, or an older backup`,
  )
}

function checksumOf(content: object): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
