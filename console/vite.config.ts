import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rollup } from 'vite'

const server = 'http://localhost:3000'

/**
 * Left to itself the bundler makes a file for each set of pages that share something: 91 requests before the sign-in
 * stood there, and each of them costs the main thread. What a first visit needs is one file, the parts that every
 * screen is built of are another, and what some screens share is a third.
 */
const chunkGroups: Rollup.CodeSplittingGroup[] = [
  { name: 'entry', tags: ['$initial'], priority: 3 },
  { name: 'kit', test: /node_modules|console\/src\/ui\//, minShareCount: 2, priority: 2 },
  { name: 'shared', minShareCount: 2, priority: 1 },
]

export default defineConfig({
  plugins: [react(), sizeBudget({ entryJs: 230, entryCss: 20, lazyJs: 150 })],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    // The page's policy is `default-src 'self'`: a data: address would be refused.
    assetsInlineLimit: 0,
    // Our own budget measures gzip, and fails.
    reportCompressedSize: false,
    rolldownOptions: { output: { codeSplitting: { groups: chunkGroups } } },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': server,
      '/widget': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})

const KILOBYTE = 1000

interface SizeBudget {
  /** kB, gzipped: the entry chunk with everything that it imports statically. */
  entryJs: number
  entryCss: number
  /** kB, gzipped: any other chunk. */
  lazyJs: number
}

/** Prints what a first visit downloads, and fails the build when it is more than agreed. */
function sizeBudget(budget: SizeBudget): Plugin {
  return {
    name: 'parley-size-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const entry = withStaticImports(chunks)
      const js = total(chunks.filter((chunk) => entry.has(chunk.fileName)).map((chunk) => chunk.code))
      const styles = chunks.filter((chunk) => entry.has(chunk.fileName)).flatMap(stylesOf)
      const css = total(styles.flatMap((name) => sourceOf(bundle[name])))
      const lazy = chunks.filter((chunk) => !entry.has(chunk.fileName))
      const lines = [
        line('entry JS', js, budget.entryJs),
        line('entry CSS', css, budget.entryCss),
        ...lazy.map((chunk) => line(`lazy ${chunk.name}`, total([chunk.code]), budget.lazyJs)),
      ]
      this.info(`\n${lines.map((each) => each.text).join('\n')}`)
      const over = lines.filter((each) => each.over)
      if (over.length > 0) this.error(`over the size budget: ${over.map((each) => each.text).join('; ')}`)
    },
  }
}

function stylesOf(chunk: Rollup.OutputChunk): string[] {
  return [...(chunk.viteMetadata?.importedCss ?? [])]
}

function sourceOf(file: Rollup.OutputAsset | Rollup.OutputChunk | undefined) {
  return file?.type === 'asset' ? [file.source] : []
}

function withStaticImports(chunks: Rollup.OutputChunk[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const seen = new Set<string>()
  const pending = chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName)
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    pending.push(...(byName.get(name)?.imports ?? []))
  }
  return seen
}

function total(sources: (string | Uint8Array)[]): number {
  return sources.reduce((sum, source) => sum + gzipSync(source).length, 0) / KILOBYTE
}

function line(what: string, size: number, limit: number) {
  return {
    text: `${what.padEnd(24)} ${size.toFixed(1).padStart(7)} kB gz of ${limit}`,
    over: size > limit,
  }
}
