import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const KILOBYTE = 1000
/** kB, gzipped: what a page pays that never opens the chat, and what opening it costs. */
const budget: Record<string, number> = { 'parley.js': 2, 'app.js': 28, 'extras.js': 9 }

/** The second script draws with the Preact of the first. */
function sharedPreact(): Plugin {
  const shared = fileURLToPath(new URL('src/extras/shared.ts', import.meta.url))
  return {
    name: 'parley-widget-shared-preact',
    enforce: 'pre',
    resolveId(id) {
      if (this.environment.name !== 'extras') return undefined
      return /^preact(\/|$)/.test(id) || id.endsWith('/context.ts') ? shared : undefined
    },
  }
}

function sizeBudget(): Plugin {
  return {
    name: 'parley-widget-size-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const limit = budget[file.fileName]
        if (file.type !== 'chunk' || limit === undefined) {
          this.error(`${file.fileName}: the widget is three scripts and nothing else`)
          continue
        }
        const size = gzipSync(file.code).length / KILOBYTE
        const line = `${file.fileName} ${size.toFixed(2)} kB gz of ${limit}`
        if (size > limit) this.error(`over the size budget: ${line}`)
        else this.info(line)
      }
    },
  }
}

/** One classic script: host pages include it with a plain script tag. */
function script(input: string, fileName: string, emptyOutDir: boolean) {
  return {
    target: 'es2020',
    outDir: 'dist',
    emptyOutDir,
    modulePreload: false,
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input, output: { format: 'iife', entryFileNames: fileName } },
  } as const
}

export default defineConfig({
  plugins: [sharedPreact(), sizeBudget()],
  resolve: { conditions: ['source', 'module', 'browser', 'development|production'] },
  publicDir: false,
  environments: {
    client: { build: script('src/app.tsx', 'app.js', true) },
    extras: { consumer: 'client', build: script('src/extras/extras.tsx', 'extras.js', false) },
    loader: { consumer: 'client', build: script('src/loader/loader.ts', 'parley.js', false) },
  },
  builder: {
    sharedPlugins: true,
    async buildApp(builder) {
      for (const name of ['client', 'extras', 'loader']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
