import { expect, test } from 'vitest'
import { labelOf } from './field-labels.ts'

const labels = { queues: 'Queues', 'queues.*.name.en': 'Name in English', 'look.domains': 'Sites' }

test.each([
  ['value.queues.1.name.en', { label: 'Name in English', line: 2 }],
  ['value.queues', { label: 'Queues' }],
  ['value.queues.4.surprise', { label: 'Queues' }],
  ['body.look.domains.3', { label: 'Sites' }],
  ['body', {}],
  ['value.other', {}],
] as const)('%s is called as the form calls it', (field, called) => {
  expect(labelOf(field, labels)).toEqual(called)
})
