import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { launchBrowser } from '../../../scripts/lib/launch-browser.ts'

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let shared: Promise<Browser> | undefined

/** `npm run test:full` looks at everything; `npm test` at what has to hold after every change. */
export const full = process.env['TEST_FULL'] === '1'

/** A journey for `npm run test:full`: long, and what it relies on is tested without a browser too. */
export const longJourney = test.runIf(full)

/** One for all test files of a worker: a cold one costs seconds. It ends with the worker. */
export function oneBrowser(): Promise<Browser> {
  shared ??= launchBrowser()
  return shared
}

export interface Screen {
  context: BrowserContext
  page: Page
  /** Errors of scripts, and breaches of the content policy. */
  faults: string[]
}

/** A browser profile of its own, which notes every error that a page throws. */
export async function openScreen(
  browser: Browser,
  options: { width?: number; height?: number; dark?: boolean; locale?: string } = {},
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.locale ?? 'en-GB',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && /Content Security Policy|Uncaught|TypeError/.test(text))
      faults.push(text)
  })
  return { context, page, faults }
}

/** Violations of WCAG 2.2 AA and of good practice, each as rule and place; none is the only good answer. */
export async function axe(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  return await page.evaluate(async () => {
    const { axe: engine } = window as unknown as {
      axe: {
        run: (
          root: Document,
          options: object,
        ) => Promise<{
          violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
        }>
      }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await engine.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    })
    // What lies half under an open list, an offer or the head of its table is no target until that is gone.
    const isCovered = (selector: string): boolean => {
      const element = document.querySelector(selector)
      if (!element) return false
      const { left, right, top, bottom } = element.getBoundingClientRect()
      return [top + 1, (top + bottom) / 2, bottom - 1].some((y) => {
        const above = document.elementFromPoint((left + right) / 2, y)
        const layer = above?.closest('[role=listbox], [role=menu], [role=dialog], [aria-live], thead') ?? null
        return layer !== null && !layer.contains(element)
      })
    }
    return violations.flatMap((one) =>
      one.nodes
        .filter(({ target: [place] }) => one.id !== 'target-size' || !isCovered(String(place)))
        .map((node) => `${one.id} ${JSON.stringify(node.target)} ${node.failureSummary ?? ''}`),
    )
  })
}

export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await axe(page), where).toEqual([])
}

/** A picture for people to look at, where a folder for such is named. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['TEST_PICTURES']
  if (!folder) return
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
