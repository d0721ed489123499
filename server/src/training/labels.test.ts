import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { storeOfFile } from '../../test/support/store.ts'
import { createSealer } from '../storage/sealing.ts'
import { labelsOn } from './label.ts'
import { createLabelReader } from './read-labels.ts'

const file = storeOfFile()

test('a label of a person who was forgotten no longer trains and no longer says what they wrote', async () => {
  const sealer = createSealer({ connection: file.admin, masterKey: randomBytes(32) })
  const model = labelsOn(file.admin)
  for (const [seq, identity] of ['i_stays', 'i_goes'].entries())
    await model.create({
      _id: `t:${seq}`,
      thread: 't',
      seq,
      identity,
      text: await sealer.seal(identity, `written by ${identity}`),
      language: 'en',
      intent: 'order.status',
      source: 'queue',
      by: { id: 'u_1', name: 'Theo' },
      at: new Date(seq),
      history: [],
      rev: 1,
    })
  await sealer.forget('i_goes')
  const reader = createLabelReader({ connection: file.admin, sealer })
  const { labels, unreadable } = await reader.all()
  expect([labels.map(({ words }) => words), unreadable]).toEqual([['written by i_stays'], 1])
  const shown = (await reader.page({})).labels
  expect(shown.map(({ text }) => text)).toEqual(['', 'written by i_stays'])
})
