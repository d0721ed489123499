import type { BrowserContext } from 'playwright-core'
import { areaWords } from '../../console/src/lib/messages/areas.ts'
import { en } from '../../console/src/lib/messages/en.ts'
import { en as widgetEn } from '../../console/widget/src/i18n/en.ts'

/** What every stretched word ends with, so that it is told from what people wrote. */
export const MARK = 'ẍ'
const STRETCH = 0.4
/** No word of a language is longer than that without a place to break. */
const LONGEST = 12

/** The English words of console and chat, each two fifths longer, as other languages have them; placeholders stay. */
export async function stretchWords(context: BrowserContext): Promise<void> {
  const words = [en, widgetEn, ...(await Promise.all(Object.values(areaWords).map((area) => area.en())))]
  const stretched = new Map(words.flatMap(leavesOf))
  await context.route('**/*.js', async (route) => {
    const answer = await route.fetch()
    const script = await answer.text()
    const body = script.replace(/(\w+):`((?:[^`\\]|\\.)*)`/g, (all, key: string, text: string) => {
      const longer = stretched.get(`${key}:${text.replaceAll(/\\(.)/g, '$1')}`)
      return longer === undefined ? all : `${key}:\`${longer.replaceAll(/[`\\]|\$(?=\{)/g, '\\$&')}\``
    })
    await route.fulfill({ response: answer, body })
  })
}

function leavesOf(words: object): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[`${key}:${value}`, stretch(value)]]
    return typeof value === 'object' && value !== null ? leavesOf(value) : []
  })
}

function stretch(text: string): string {
  const length = text.replaceAll(/\{.*?\}+/g, '').length
  const more = Math.max(1, Math.round(length * STRETCH))
  const parts = Array.from({ length: Math.ceil(more / LONGEST) }, (_, at) =>
    'a'.repeat(Math.max(0, Math.min(LONGEST, more - at * LONGEST) - 1)).concat(MARK),
  )
  return `${text}${length > LONGEST ? ' ' : ''}${parts.join(' ')}`
}
