import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { ensureModules } from './lib/ensure-modules.mjs'
import { ensureRedis } from './lib/ensure-redis.mjs'
import { createProgress } from './lib/progress.mjs'
import { main, root } from './lib/root.mjs'
import { runQuietly, tail } from './lib/run-quietly.mjs'
import { showWelcome } from './lib/welcome.mjs'

await main(async () => {
  const progress = createProgress()
  const asked = new AbortController()
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => asked.abort())

  const settings = join(root, '.env')
  if (existsSync(settings)) process.loadEnvFile(settings)
  // Relative paths in settings mean the repository, wherever the command was called from.
  process.chdir(root)
  if (process.argv.includes('--empty')) process.env.PARLEY_DEMO = 'false'
  await ensureModules(progress)
  if (!process.env.REDIS_URL) await ensureRedis(progress)
  await ensureBuild(progress)
  if (asked.signal.aborted) return

  const { up } = await import('../server/dist/single-machine/up.js')
  const parley = await up({
    env: process.env,
    during: progress.during,
    line: progress.line,
    seed,
  })
  if (!asked.signal.aborted) {
    await showWelcome(progress, parley)
    await new Promise((resolve) => asked.signal.addEventListener('abort', resolve))
  }
  // A second Ctrl-C changes nothing: the stop has a time limit of its own.
  await progress.during('Stopping', () => parley.stop())
})

async function seed(env) {
  const { code, output } = await runQuietly(process.execPath, [join(root, 'scripts', 'seed.mjs')], { env })
  if (code !== 0) throw new Error(`The demo company could not be made:\n${tail(output)}`)
}
