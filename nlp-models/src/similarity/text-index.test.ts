import { expect, test } from 'vitest'
import { createTextIndex } from './text-index.ts'

const index = createTextIndex([
  { id: 'cost', title: 'What delivery costs', body: 'Standard delivery costs €4.90 and is free from €75.' },
  { id: 'gas', title: 'Gas cartridges', body: 'Gas cartridges cannot come back, and do not fly.' },
  { id: 'zh', title: '退款到账时间', body: '退款一般二到五天到账，视银行而定。' },
])

test('finds a text by the words it shares, says which, and how alike they are', () => {
  const [first] = index.rank('can I send a gas cartridge back?')
  expect(first).toMatchObject({ id: 'gas', words: expect.arrayContaining(['gas', 'cartridge']) })
  expect(first?.score).toBeGreaterThan(0.3)
  expect(first?.score).toBeLessThanOrEqual(1)
  expect(index.rank('退款什么时候到账')[0]?.id).toBe('zh')
})

test('finds by meaning where the words differ, and nothing where nothing is shared', () => {
  expect(index.rank('shipping price')[0]?.id).toBe('cost')
  expect(index.rank('你好')).toEqual([])
  expect(index.rank('')).toEqual([])
  expect(createTextIndex([]).rank('delivery')).toEqual([])
})
