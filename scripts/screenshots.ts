/**
 * Pictures of every screen of the demo company: `npm run screenshots -- [--out docs/screenshots] [--only NAME]`. Light
 * and dark, English and Chinese, wide and phone, with what opens over them.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { chromium } from 'playwright-core'
import { seedInstall } from '../server/src/demo/seed-install.ts'
import { atlas, looks, nameOf } from './lib/atlas.ts'
import { offered } from './lib/overlays.ts'
import { buildAll, root, startStack } from './lib/stack.ts'
import { readFlags, runTool } from './lib/tool.ts'
import { startTour } from './lib/tour.ts'

await runTool(async (tool) => {
  const flags = readFlags(process.argv.slice(2), { out: 'text', only: 'text' })
  const out = resolve(flags.out ?? join(root, 'docs', 'screenshots'))
  await buildAll()
  await mkdir(out, { recursive: true })
  const stack = await startStack({
    name: 'screenshots',
    server: 1,
    seed: seedInstall,
    settings: { NODE_ENV: 'test' },
    defer: tool.defer,
  })
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  })
  tool.defer(() => browser.close())
  const logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
  const tour = await startTour({ browser, url: stack.urls[0] ?? '', logins, train: true })
  const places = atlas.filter(({ name }) => flags.only === undefined || name.includes(flags.only))
  let taken = 0
  for (const look of looks) {
    for (const place of places) {
      const page = await tour.visit(place, look)
      const file = (name: string) => join(out, `${name}-${nameOf(look)}.png`)
      await page.screenshot({ path: file(place.name) })
      taken++
      for (const overlay of offered(place.overlays, { phone: look.phone, trained: true })) {
        await tour.visit(place, look)
        if (!(await tour.open(page, overlay))) throw new Error(`${place.name} ${overlay.name} does not open`)
        await page.screenshot({ path: file(`${place.name}-${overlay.name}`) })
        taken++
        await tour.close(page, overlay)
      }
      process.stderr.write(`\r${nameOf(look)}: ${place.name.padEnd(30)}`)
    }
  }
  process.stderr.write('\n')
  console.log(`${taken} pictures in ${out}`)
  await tour.end()
  return 0
})
