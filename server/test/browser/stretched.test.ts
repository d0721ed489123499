import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { atlas, type Look, nameOf } from '../../../scripts/lib/atlas.ts'
import { createStretchedWords, MARK, type StretchedWords } from '../../../scripts/lib/stretched-words.ts'
import { startTour, type Tour } from '../../../scripts/lib/tour.ts'
import { full, picture } from './browser.ts'
import { demoDesk } from './demo-desk.ts'

// A language whose words are two fifths longer: no word of ours is cut or stands over something else. All of it belongs
// to `npm run test:full`.

const demo = demoDesk({ name: 'stretched', server: 1, settings: { PARLEY_UNDO_SECONDS: '0' } })
let tour: Tour
let words: StretchedWords

beforeAll(async () => {
  words = await createStretchedWords()
  tour = await startTour({
    browser: demo.browser,
    url: demo.url,
    logins: demo.logins,
    prepare: words.prepare,
  })
}, 300_000)
afterAll(async () => {
  await tour?.end()
})

const widths: readonly Look[] = [
  { dark: false, zh: false, phone: false },
  { dark: false, zh: false, phone: true },
]
const visits = widths.flatMap((look) =>
  atlas.map((place) => ({ place, look, name: `${place.name} ${nameOf(look)}` })),
)

test.runIf(full).each(visits)('longer words fit: $name', async ({ place, look, name }) => {
  const page = await tour.visit(place, look)
  await picture(page, `stretched-${name}`)
  expect(await page.locator('body').innerText(), name).toContain(MARK)
  expect(await wordsThatDoNotFit(page), name).toEqual([])
})

test.runIf(full).each(widths.map((look) => ({ look, name: nameOf(look) })))(
  'longer words fit in the chat: $name',
  async ({ look, name }) => {
    for await (const { state, page } of tour.widget(look)) {
      await picture(page, `stretched-widget-${state} ${name}`)
      expect(await wordsThatDoNotFit(page), `${state} ${name}`).toEqual([])
    }
  },
)

test.runIf(full)('nearly all words there are were longer', () => {
  const { all, missed } = words.met()
  expect(missed.length / all, missed.join('\n')).toBeLessThan(0.05)
})

/** Words of ours that are cut by a box, go beyond the one that they stand in, or make the page wider than the screen. */
async function wordsThatDoNotFit(page: Page): Promise<string[]> {
  return await page.evaluate((mark) => {
    const wrong = new Set<string>()
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth > clientWidth) wrong.add(`the page is ${scrollWidth - clientWidth} px too wide`)
    for (const node of textsIn(document.body)) {
      const [text, parent] = [node.textContent ?? '', node.parentElement]
      if (
        !text.includes(mark) ||
        !parent?.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      )
        continue
      // For those who listen only, or told whole on a look.
      if (parent.closest('.visually-hidden, .hidden') || parent.title.includes(text)) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const why = [...range.getClientRects()].map((rect) => misfitOf(rect, parent)).find((one) => one !== '')
      if (why)
        wrong.add(`${why}: "${text.slice(0, 80)}" in ${parent.tagName.toLowerCase()}.${parent.className}`)
    }
    return [...wrong]

    function textsIn(root: Node): Node[] {
      if (root.nodeType === Node.TEXT_NODE) return [root]
      const inside = root instanceof Element && root.shadowRoot ? [root.shadowRoot] : []
      return [...root.childNodes, ...inside].flatMap(textsIn)
    }

    function misfitOf(rect: DOMRect, parent: Element): string {
      let inBlock = false
      for (let box: Element | null = parent; box && box !== document.body; box = box.parentElement) {
        const { display, overflowX, overflowY } = getComputedStyle(box)
        if (display === 'contents') continue
        const { left, right, top, bottom } = box.getBoundingClientRect()
        const outX = rect.left < left - 1 || rect.right > right + 1
        const outY = rect.top < top - 2 || rect.bottom > bottom + 2
        if (!inBlock && display !== 'inline') {
          inBlock = true
          if (outX && overflowX === 'visible') return 'goes beyond its box'
        }
        const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'
        if ((outX && scrolls(overflowX)) || (outY && scrolls(overflowY))) return ''
        if (outX && overflowX !== 'visible') return 'is cut'
        if (outY && overflowY !== 'visible') return 'is cut at its foot'
      }
      return ''
    }
  }, MARK)
}
