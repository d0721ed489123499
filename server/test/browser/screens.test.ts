import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atlas, type Look, looks, nameOf, type Place, pairwise } from '../../../scripts/lib/atlas.ts'
import { type Stack, startStack } from '../../../scripts/lib/stack.ts'
import { startTour, type Tour } from '../../../scripts/lib/tour.ts'
import { seedInstall } from '../../src/demo/seed-install.ts'
import { axe, launchBrowser, picture } from './browser.ts'
import { walkByTab } from './tab-walk.ts'

let stack: Stack
let browser: Browser
let tour: Tour

beforeAll(async () => {
  stack = await startStack({
    name: 'screens',
    server: 1,
    seed: seedInstall,
    keepSeedAs: 'demo',
    settings: { NODE_ENV: 'test' },
  })
  browser = await launchBrowser()
  const logins = JSON.parse(await readFile(join(stack.dir, 'demo-logins.json'), 'utf8'))
  tour = await startTour({ browser, url: stack.urls[0] ?? '', logins })
}, 120_000)
afterAll(async () => {
  await tour?.end()
  await browser?.close()
  await stack?.stop()
})

/**
 * `npm test` looks at each place twice, in opposite looks; `npm run test:full` at every place in every look, and at
 * what opens over it.
 */
const full = process.env['TEST_FULL'] === '1'
const visits = full ? atlas.flatMap((place) => looks.map((look) => ({ place, look }))) : pairwise(atlas)
// One browser profile for each role and language: what is looked at in one comes together, and in one look.
const inOrder = visits.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))

function keyOf({ place, look }: { place: Place; look: Look }): string {
  return `${place.role} ${look.zh} ${look.phone} ${look.dark}`
}

test.each(inOrder.map((visit) => ({ ...visit, name: `${visit.place.name} ${nameOf(visit.look)}` })))(
  'no barrier: $name',
  async ({ place, look, name }) => {
    const page = await tour.visit(place, look)
    await picture(page, name)
    expect(await axe(page), name).toEqual([])
    expect(await sidewaysScroll(page), `${name} is wider than the screen`).toBe(0)
    // Where the keyboard leads does not hang on colours; on a phone there may be none.
    if (!look.phone || full) {
      const { unreached, unseen } = await walkByTab(page)
      expect({ unreached, unseen }, name).toEqual({ unreached: [], unseen: [] })
    }
    if (full) await lookOver(place, look)
    expect(tour.faults.splice(0)).toEqual([])
  },
)

/** How far the page itself could be moved sideways, in pixels. */
async function sidewaysScroll(page: Awaited<ReturnType<Tour['visit']>>): Promise<number> {
  return await page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  )
}

async function lookOver(place: Place, look: Look): Promise<void> {
  for (const overlay of place.overlays ?? []) {
    if (overlay.wideOnly && look.phone) continue
    const page = await tour.visit(place, look)
    const name = `${place.name} ${overlay.name} ${nameOf(look)}`
    expect(await tour.open(page, overlay), `${name} opens`).toBe(true)
    await picture(page, name)
    expect(await axe(page), name).toEqual([])
    await tour.close(page)
  }
}
