import type { PublicEntry } from '@parley/server/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accentOf, contrast, parse } from './colour.ts'
import { initials } from './format.ts'
import { linkify } from './linkify.tsx'
import { toRows } from './rows.ts'

const hexColour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const rgb = (colour: string) => parse(colour) ?? [0, 0, 0]

test('text reads on any accent that a company may choose', () => {
  fc.assert(
    fc.property(hexColour, (colour) => {
      const { fill, on, inkLight, inkDark } = accentOf(colour)
      expect(contrast(rgb(on), rgb(fill))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(inkLight), rgb('#ffffff'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(rgb(inkDark), rgb('#16171c'))).toBeGreaterThanOrEqual(4.5)
    }),
  )
  expect(accentOf('javascript:alert(1)').fill).toBe('#5b5bd6')
})

describe('links', () => {
  const hrefs = (text: string) =>
    linkify(text).flatMap((part) =>
      typeof part === 'object' && part !== null && 'props' in part
        ? [(part.props as { href: string }).href]
        : [],
    )

  test('are web addresses only, without the punctuation around them', () => {
    expect(hrefs('see https://a.example/x?y=1. Or (http://b.example/z)!')).toEqual([
      'https://a.example/x?y=1',
      'http://b.example/z',
    ])
    expect(hrefs('请看https://a.example/单号，谢谢')).toEqual(['https://a.example/单号'])
    expect(hrefs('javascript:alert(1) <a href="x">')).toEqual([])
  })

  test('lose no character of the text', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('https://a.example/x', 'http://b.example:8080/?q=1#f.'),
        fc.string(),
        (before, url, after) => {
          const text = `${before}${url}${after}`
          const shown = linkify(text).map((part) =>
            typeof part === 'string' ? part : (part as { props: { children: string } }).props.children,
          )
          expect(shown.join('')).toBe(text)
        },
      ),
    )
  })
})

describe('rows', () => {
  const bot = (seq: number, at: number): PublicEntry => ({
    seq,
    at,
    by: { type: 'bot' },
    body: { kind: 'message', parts: [{ type: 'text', text: 'x' }] },
  })

  test('group messages of one author close in time, under one day', () => {
    const rows = toRows([bot(1, 0), bot(2, 1000), bot(3, 1000 + 6 * 60_000)], [])
    expect(rows.map((row) => (row.kind === 'message' ? [row.first, row.last] : row.kind))).toEqual([
      'day',
      [true, false],
      [false, true],
      [true, true],
    ])
  })

  test('let choices be chosen only in the last message, and not while an answer is on its way', () => {
    const active = (rows: ReturnType<typeof toRows>) =>
      rows.flatMap((row) => (row.kind === 'message' && row.active ? [row.seq] : []))
    const entries = [bot(1, 0), bot(2, 0)]
    expect(active(toRows(entries, []))).toEqual([2])
    const outgoing = {
      id: 'x',
      n: 1,
      text: 'y',
      at: 0,
      scope: 's',
      state: 'queued' as const,
      code: undefined,
    }
    expect(active(toRows(entries, [outgoing]))).toEqual([])
  })
})

test('initials stand for names of any script', () => {
  expect(initials('Amelia Jane Hart')).toBe('AH')
  expect(initials('林晓雨')).toBe('林')
  expect(initials('')).toBe('')
})
