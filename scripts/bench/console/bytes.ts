import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { root } from '../../lib/stack.ts'

const KILOBYTE = 1000

export interface Bytes {
  /** kB, gzipped: what the first visit fetches, the most that a later page adds to it, and the widget's two files. */
  entryJs: number
  entryCss: number
  largestLazyRoute: number
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
  const routes = await Promise.all(lazy.map(async (file) => await sum(await withImports(dist, file, first))))
  const widget = join(root, 'console', 'widget', 'dist')
  return {
    entryJs: await sum(first.filter((file) => file.endsWith('.js'))),
    entryCss: await sum(first.filter((file) => file.endsWith('.css'))),
    largestLazyRoute: Math.max(0, ...routes),
    widgetLoader: await gzipped(join(widget, 'parley.js')),
    widgetApp: await gzipped(join(widget, 'app.js')),
  }
}

async function gzipped(file: string): Promise<number> {
  return gzipSync(await readFile(file)).length / KILOBYTE
}

/** A chunk and everything that it imports statically, without what the first visit brought. */
async function withImports(dist: string, file: string, known: readonly string[]): Promise<string[]> {
  const found = new Set<string>()
  const add = async (one: string): Promise<void> => {
    if (found.has(one) || known.includes(one)) return
    found.add(one)
    const code = await readFile(join(dist, one), 'utf8')
    const imports = [...code.matchAll(/(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)]
    for (const [, name = ''] of imports) await add(`assets/${name}`)
  }
  await add(file)
  return [...found]
}
