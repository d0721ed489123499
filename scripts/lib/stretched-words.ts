import type { BrowserContext } from 'playwright-core'
import { areaWords } from '../../console/src/lib/messages/areas.ts'
import { en } from '../../console/src/lib/messages/en.ts'
import { en as widgetEn } from '../../console/widget/src/i18n/en.ts'

/** What every stretched word ends with, so that it is told from what people wrote. */
export const MARK = 'ẍ'
const STRETCH = 0.4
/** No word of a language is longer than that without a place to break. */
const LONGEST = 12

export interface StretchedWords {
  /** Before a profile's first page: every script comes with its words stretched. */
  prepare(context: BrowserContext): Promise<void>
  /** How many words there are, and those that no script brought so far, as `key:words`. */
  met(): { all: number; missed: string[] }
}

/** The English words of console and chat, each two fifths longer, as other languages have them; placeholders stay. */
export async function createStretchedWords(): Promise<StretchedWords> {
  const words = [en, widgetEn, ...(await Promise.all(Object.values(areaWords).map((area) => area.en())))]
  const stretched = new Map(words.flatMap(leavesOf))
  const met = new Set<string>()
  const stretchIn = (script: string) =>
    script.replace(/(\w+):`((?:[^`\\]|\\.)*)`/g, (all, key: string, text: string) => {
      const known = `${key}:${text.replaceAll(/\\(.)/g, '$1')}`
      const longer = stretched.get(known)
      if (longer === undefined) return all
      met.add(known)
      return `${key}:\`${longer.replaceAll(/[`\\]|\$(?=\{)/g, '\\$&')}\``
    })
  return {
    async prepare(context) {
      await context.route('**/*.js', async (route) => {
        const answer = await route.fetch()
        await route.fulfill({ response: answer, body: stretchIn(await answer.text()) })
      })
    },
    met: () => ({ all: stretched.size, missed: [...stretched.keys()].filter((key) => !met.has(key)) }),
  }
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
