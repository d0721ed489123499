import { createHash } from 'node:crypto'
import { table } from '../table.ts'
import type { Manifest } from './manifest.ts'

/** The closing table, and the same as one object; `content` is the same for two installs that hold the same. */
export function describeBackup(work: 'backup' | 'restore', manifest: Manifest) {
  const { at, parley, documents, collections, files } = manifest
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const content = createHash('sha256').update(JSON.stringify(collections)).digest('hex')
  const rows = table(
    [work, ''],
    [
      ['taken at', at],
      ['by Parley', parley],
      ['collections', collections.length],
      ['documents', documents.toLocaleString('en')],
      ['MB', (bytes / 1_048_576).toFixed(1)],
      ['content', content.slice(0, 16)],
      ['files', files.map(({ name }) => name).join(', ')],
    ],
  )
  return { rows, summary: { work, at, collections: collections.length, documents, bytes, content } }
}
