import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { closingLine } from './lib/closing-line.mjs'
import { ensureChromium } from './lib/ensure-chromium.mjs'
import { ensureModules } from './lib/ensure-modules.mjs'
import { ensureRedis } from './lib/ensure-redis.mjs'
import { createProgress } from './lib/progress.mjs'
import { main, root, Stop } from './lib/root.mjs'

// Arguments go to vitest: `npm test -- bot` runs the test files with "bot" in their path. `--full` is ours: every
// screen in every look, and every dialog.
await main(async () => {
  const full = process.argv.includes('--full')
  const args = process.argv.slice(2).filter((arg) => arg !== '--full')
  const progress = createProgress()
  process.chdir(root)
  await ensureModules(progress)
  const leftOut = []
  const redis = await ensureRedis(progress).catch((error) => {
    if (!(error instanceof Stop)) throw error
    leftOut.push(
      'everything that needs Redis (the journeys, among others): no redis-server or valkey-server here',
    )
    return undefined
  })
  const chromium = await ensureChromium(progress)
  if (!chromium) leftOut.push('the browser tests: no Chromium here, and none may be installed')
  await ensureBuild(progress)
  for (const suite of leftOut) progress.line(`! Left out: ${suite}.`)

  const projects = ['unit', ...(redis ? ['journeys', ...(chromium ? ['browser'] : [])] : [])]
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  try {
    const report = join(folder, 'report.json')
    const code = await runVitest([...projects.flatMap((name) => ['--project', name]), ...args], report, {
      ...(chromium && { CHROMIUM_PATH: chromium }),
      ...(full && { TEST_FULL: '1' }),
      TEST_SEEDS: folder,
    })
    const json = await readFile(report, 'utf8').catch(() => undefined)
    if (json === undefined) throw new Stop('The tests ended without a report: see above.')
    const { line, failed } = closingLine(JSON.parse(json))
    console.log(`\n${line}`)
    process.exitCode = failed > 0 ? 1 : code
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function runVitest(args, report, settings) {
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  // Settings of this shell must not decide what a test sees.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(PARLEY_|MONGODB_URI$|REDIS_URL$|PORT$)/.test(name),
  )
  const env = { ...Object.fromEntries(own), NODE_ENV: 'test', ...settings }
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
