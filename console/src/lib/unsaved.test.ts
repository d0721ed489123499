import { expect, test } from 'vitest'
import { hasUnsaved, holdUnsaved, mayLeave } from './unsaved.ts'

test('what is not saved is asked about until its form lets go; one who stays is enough', async () => {
  expect([hasUnsaved(), await mayLeave()]).toEqual([false, true])
  const asked: string[] = []
  const form = (name: string, leaves: boolean) =>
    holdUnsaved(async () => {
      asked.push(name)
      return leaves
    })
  const letGo = [form('one', true), form('two', false), form('three', true)]
  expect([hasUnsaved(), await mayLeave()]).toEqual([true, false])
  expect(asked).toEqual(['one', 'two'])
  letGo[1]?.()
  expect(await mayLeave()).toBe(true)
  for (const each of letGo) each()
  expect(hasUnsaved()).toBe(false)
})
