import type { CDPSession, Page } from 'playwright-core'

/** What a page has used so far: CPU of its main thread in ms, script in ms, nodes, heap in MB. */
export interface PageUse {
  task: number
  script: number
  nodes: number
  heap: number
}

export interface PageMeter {
  use(): Promise<PageUse>
}

/** Thread time, not wall time: what the machine does beside does not count. */
export async function meterOf(page: Page): Promise<PageMeter> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    async use() {
      const { metrics } = await session.send('Performance.getMetrics')
      const read = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
      return {
        task: read('TaskDuration') * 1000,
        script: read('ScriptDuration') * 1000,
        nodes: read('Nodes'),
        heap: read('JSHeapUsedSize') / 1e6,
      }
    },
  }
}

export interface Mounted {
  elements: number
  rows: number
  bubbles: number
}

/** What stands in the document now. */
export async function mountedIn(page: Page): Promise<Mounted> {
  return await page.evaluate(() => ({
    elements: document.querySelectorAll('*').length,
    rows: document.querySelectorAll('[role=listbox] [role=option]').length,
    bubbles: document.querySelectorAll('[role=log] [data-index]').length,
  }))
}
