import { afterAll, beforeAll, expect, test } from 'vitest'
import { atlas, type Look, looks, nameOf, type Place, pairwise } from '../../../scripts/lib/atlas.ts'
import { isShown } from '../../../scripts/lib/open-overlay.ts'
import { type Overlay, offered } from '../../../scripts/lib/overlays.ts'
import { startTour, type Tour } from '../../../scripts/lib/tour.ts'
import { axe, full, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'
import { barriersOf } from './overlay-check.ts'
import { walkByTab } from './tab-walk.ts'

const demo = demoDesk({ name: 'screens', server: 1, settings: { PARLEY_UNDO_SECONDS: '0' } })
let tour: Tour

beforeAll(async () => {
  tour = await startTour({ browser: demo.browser, url: demo.url, logins: demo.logins, train: full })
}, 300_000)
afterAll(async () => {
  await tour?.end()
})

/**
 * `npm test` looks at each place twice, in opposite looks; `npm run test:full` at every place in every look, and at
 * what opens over it.
 */
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
    // Where the keyboard leads does not hang on colours; a phone seldom has one.
    if (!look.phone || full || byTabOnPhones.has(place.name)) {
      const { unreached, unseen } = await walkByTab(page)
      expect({ unreached, unseen }, name).toEqual({ unreached: [], unseen: [] })
    }
    await lookOver(place, look, overlaysFor(place, look))
    expect(tour.faults.splice(0)).toEqual([])
  },
)

const chatLooks = full ? looks : looks.filter((_, index) => index % (looks.length - 1) === 0)

test.each(chatLooks.map((look) => ({ look, name: nameOf(look) })))(
  'no barrier in the chat: $name',
  async ({ look }) => {
    for await (const { state, page } of tour.widget(look)) {
      const name = `widget-${state} ${nameOf(look)}`
      await picture(page, name)
      expect(await axe(page), name).toEqual([])
      expect(await sidewaysScroll(page), `${name} is wider than the screen`).toBe(0)
      const { unreached, unseen } = await walkByTab(page)
      expect({ unreached, unseen }, name).toEqual({ unreached: [], unseen: [] })
    }
    expect(tour.faults.splice(0)).toEqual([])
  },
)

/** One screen of each desk is walked by Tab on a phone too, also in `npm test`. */
const byTabOnPhones = new Set(['inbox-waiting', 'thread-mine', 'customers', 'supervisor-live', 'knowledge'])

function overlaysFor(place: Place, look: Look): readonly Overlay[] {
  return full ? offered(place.overlays, { phone: look.phone, trained: true }) : []
}

/** How far the page itself could be moved sideways, in pixels. */
async function sidewaysScroll(page: Awaited<ReturnType<Tour['visit']>>): Promise<number> {
  return await page.evaluate(() =>
    Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
  )
}

/** What opens over a place: seen by everybody, and left by the key that leaves it. */
async function lookOver(place: Place, look: Look, overlays: readonly Overlay[]): Promise<void> {
  for (const overlay of overlays) {
    const page = await tour.visit(place, look)
    const name = `${place.name} ${overlay.name} ${nameOf(look)}`
    expect(await tour.open(page, overlay), `${name} opens`).toBe(true)
    await picture(page, name)
    expect(await axe(page), name).toEqual([])
    expect(await barriersOf(page, overlay), name).toEqual([])
    // What unfolds may go when Tab leaves it.
    if (!(await isShown(page, overlay))) await tour.open(page, overlay)
    expect(await tour.close(page, overlay), name).toEqual({ closed: true, back: true })
  }
}
