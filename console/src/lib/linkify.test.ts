import { expect, test } from 'vitest'
import { linkify } from './linkify.ts'

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? [])

test('finds addresses and leaves the marks of the sentence outside', () => {
  expect(linkify('See https://example.com/a?b=1. Or (www.example.org)!')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
    { text: '. Or (' },
    { text: 'www.example.org', href: 'https://www.example.org' },
    { text: ')!' },
  ])
  expect(links('请看https://example.com/页。谢谢')).toEqual(['https://example.com/页'])
})

test('makes a link of nothing that could run', () => {
  expect(links('javascript:alert(1) data:text/html,x')).toEqual([])
  expect(links('"https://x" onmouseover=1 <https://y>')).toEqual(['https://x', 'https://y'])
  expect(linkify('').length).toBe(0)
})
