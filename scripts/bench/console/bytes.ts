import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../../lib/stack.ts'

const KILOBYTE = 1000

export interface Bytes {
  /** kB, gzipped: what the first visit fetches, the largest other chunk, and the two files of the widget. */
  entryJs: number
  entryCss: number
  largestLazyJs: number
  widgetLoader: number
  widgetApp: number
}

/** Sizes of the builds as a browser would fetch them. */
export async function measureBytes(): Promise<Bytes> {
  const dist = join(root, 'console', 'dist')
  const html = await readFile(join(dist, 'index.html'), 'utf8')
  const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, file = '']) => file,
  )
  const assets = (await readdir(join(dist, 'assets'))).map((file) => `assets/${file}`)
  const sum = async (files: readonly string[]) => {
    const sizes = await Promise.all(files.map((file) => gzipped(join(dist, file))))
    return sizes.reduce((total, size) => total + size, 0)
  }
  const lazy = assets.filter((file) => file.endsWith('.js') && !first.includes(file))
  const lazySizes = await Promise.all(lazy.map((file) => gzipped(join(dist, file))))
  const widget = join(root, 'console', 'widget', 'dist')
  return {
    entryJs: await sum(first.filter((file) => file.endsWith('.js'))),
    entryCss: await sum(first.filter((file) => file.endsWith('.css'))),
    largestLazyJs: Math.max(0, ...lazySizes),
    widgetLoader: await gzipped(join(widget, 'parley.js')),
    widgetApp: await gzipped(join(widget, 'app.js')),
  }
}

async function gzipped(file: string): Promise<number> {
  return gzipSync(await readFile(file)).length / KILOBYTE
}
