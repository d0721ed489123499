import { expect, test } from 'vitest'
import { toPlainText } from './plain-text.ts'

test.each([
  ['# Returns\n\nSend it **back** within *30* days.', 'Returns\n\nSend it back within 30 days.'],
  ['- one\n- two\n* three', '• one\n• two\n• three'],
  ['See [our page](https://northwind.example/returns).', 'See our page (https://northwind.example/returns).'],
  ['Write to first_last_name@example.com, 2 * 3 * 4', 'Write to first_last_name@example.com, 2 * 3 * 4'],
  ['https://x.example/a_b_c and `code`', 'https://x.example/a_b_c and code'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['**退货**请在 30 天内', '退货请在 30 天内'],
])('%j is said as %j', (markdown, plain) => {
  expect(toPlainText(markdown)).toBe(plain)
})

test('what is hostile takes no time', () => {
  const began = performance.now()
  toPlainText('*'.repeat(20_000))
  toPlainText(`[${'a'.repeat(20_000)}`)
  toPlainText('['.repeat(20_000))
  toPlainText('_a'.repeat(10_000))
  expect(performance.now() - began).toBeLessThan(3000)
})
