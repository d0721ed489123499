import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureChromium } from './lib/ensure-chromium.mjs'
import { ensureFaketime } from './lib/ensure-faketime.mjs'
import { ensureModules } from './lib/ensure-modules.mjs'
import { ensureRedis } from './lib/ensure-redis.mjs'
import { createProgress } from './lib/progress.mjs'
import { main, root, Stop } from './lib/root.mjs'

/** Whether a call starts the product; `replay --url` plays against one that runs. */
const startsProduct = (name, args) =>
  ['bench', 'faultlab', 'goals', 'replay', 'screenshots'].includes(name) &&
  !args.some((arg) => arg.startsWith('--url'))
const jumpsClocks = (name, [scenario]) => name === 'faultlab' && ['all', 'clock'].includes(scenario)
const opensBrowser = (name, args) => name === 'screenshots' || (name === 'bench' && args.includes('console'))

// A tool's output is its result: progress goes beside it.
await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const names = await tools()
  if (!name || !names.includes(name)) {
    throw new Stop(
      `Which tool? One of: ${names.join(', ')}. For example: node scripts/run.mjs ${names[0] ?? 'NAME'}`,
    )
  }
  const progress = createProgress(process.stderr)
  await ensureModules(progress)
  if (startsProduct(name, args)) await ensureRedis(progress)
  if (jumpsClocks(name, args)) await ensureFaketime(progress)
  const chromium = opensBrowser(name, args) ? await ensureChromium(progress) : undefined
  const file = [join(root, 'scripts', `${name}.ts`), join(root, 'scripts', name, 'main.ts')].find(existsSync)
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', file, ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.exitCode = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 143)))
  })
})

/** scripts/NAME.ts, or scripts/NAME/main.ts for a tool of several files. */
async function tools() {
  const entries = await readdir(join(root, 'scripts'), { withFileTypes: true })
  return entries
    .flatMap((entry) => {
      if (entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name)) return entry.name.slice(0, -'.ts'.length)
      return existsSync(join(root, 'scripts', entry.name, 'main.ts')) ? entry.name : []
    })
    .sort()
}
