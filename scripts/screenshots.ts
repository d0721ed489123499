/**
 * Pictures of every screen of the demo company: `npm run screenshots -- [--out docs/screenshots] [--only NAME]`. Light
 * and dark, English and Chinese, wide and phone, with what opens over them.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { seedInstall } from '../server/src/demo/seed-install.ts'
import { atlas, looks, nameOf } from './lib/atlas.ts'
import { inEachLook } from './lib/in-each-look.ts'
import { launchBrowser } from './lib/launch-browser.ts'
import { offered } from './lib/overlays.ts'
import { setupCode, tourSetup } from './lib/setup-tour.ts'
import { buildAll, root, startStack } from './lib/stack.ts'
import { readFlags, runTool, type Tool } from './lib/tool.ts'
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
    // So that a visitor is asked at once how it was.
    settings: { NODE_ENV: 'test', PARLEY_UNDO_SECONDS: '0' },
    defer: tool.defer,
  })
  const browser = await launchBrowser()
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
  // At last: what visitors say is in the supervisor's numbers.
  const ofWidget = flags.only === undefined || 'widget'.includes(flags.only) ? looks : []
  for (const look of ofWidget) {
    for await (const { state, page } of tour.widget(look)) {
      await page.screenshot({ path: join(out, `widget-${state}-${nameOf(look)}.png`) })
      taken++
    }
  }
  await tour.end()
  taken += await pictureSetup({ tool, browser, out, only: flags.only })
  process.stderr.write('\n')
  console.log(`${taken} pictures in ${out}`)
  return 0
})

/** The steps of setting up an install that has nothing in it yet; answers how many pictures there are. */
async function pictureSetup(of: { tool: Tool; browser: Browser; out: string; only: string | undefined }) {
  if (of.only !== undefined && !'setup'.includes(of.only)) return 0
  const stack = await startStack({
    name: 'screenshots-setup',
    server: 1,
    settings: { NODE_ENV: 'test' },
    defer: of.tool.defer,
  })
  let taken = 0
  const [url = ''] = stack.urls
  for await (const { step, page } of tourSetup({ browser: of.browser, url, code: await setupCode(stack) }))
    await inEachLook(page, looks, async (look) => {
      await page.screenshot({ path: join(of.out, `setup-${step}-${nameOf(look)}.png`) })
      taken++
    })
  return taken
}
