// Compiles kernel.ts (AssemblyScript) and writes its bytes into src/linear/kernel-code.ts: `npm run build:kernel`.
import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const source = new URL('kernel.ts', import.meta.url)
const target = new URL('../src/linear/kernel-code.ts', import.meta.url)
const FLAGS = ['--runtime', 'stub', '--enable', 'simd', '--importMemory', '-O3', '--noAssert']

/** Base64 of the compiled kernel. @throws Error with what the compiler said */
export async function compileKernel(): Promise<string> {
  const text = await readFile(source, 'utf8')
  let compiled: Uint8Array | undefined
  const { error, stderr } = await asc.main(['kernel.ts', ...FLAGS, '--outFile', 'kernel.wasm'], {
    readFile: (name: string) => (name === 'kernel.ts' ? text : null),
    writeFile: (_name: string, content: string | Uint8Array) => {
      if (typeof content !== 'string') compiled = content
    },
    listFiles: () => [],
  })
  if (error || compiled === undefined)
    throw new Error(`The kernel does not compile: ${stderr}`, { cause: error })
  return Buffer.from(compiled).toString('base64')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const code = await compileKernel()
  const lines = (code.match(/.{1,100}/g) ?? []).map((line) => `  '${line}',\n`)
  await writeFile(
    target,
    `// Compiled from nlp-models/kernel/kernel.ts by \`npm run build:kernel\`; a test compares the two.\nexport const KERNEL_CODE = [\n${lines.join('')}].join('')\n`,
  )
}
