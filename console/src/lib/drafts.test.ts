import { describe, expect, test } from 'vitest'
import { isDraft, newestDraft, withReturnedText } from './drafts.ts'

const here = (text: string, saved: boolean) => ({ text, at: 1, saved })

describe('the newest draft', () => {
  test('is what was written here and is not saved yet', () => {
    expect(newestDraft(here('mine', false), 'theirs', 9)?.text).toBe('mine')
  })

  test('is the one of the server when this one was saved', () => {
    expect(newestDraft(here('mine', true), 'from my phone', 9)).toEqual({
      text: 'from my phone',
      at: 9,
      saved: true,
    })
  })

  test('is gone when it was sent from another device', () => {
    expect(newestDraft(here('mine', true), undefined, 9)).toBeUndefined()
  })

  test('keeps an unsaved clearing: what was sent must not come back', () => {
    expect(newestDraft(here('', false), 'just sent', 9)?.text).toBe('')
  })

  test('is the same object when nothing changed', () => {
    const draft = here('same', true)
    expect(newestDraft(draft, 'same', 9)).toBe(draft)
  })
})

describe('a returned text', () => {
  test('fills an empty box', () => {
    expect(withReturnedText('  ', 'refused')).toBe('refused')
  })

  test('stands before what was typed meanwhile', () => {
    expect(withReturnedText('more', 'refused')).toBe('refused\nmore')
  })
})

test('strangers in the storage are not drafts', () => {
  expect([isDraft(here('a', true)), isDraft({ text: 1 }), isDraft(null)]).toEqual([true, false, false])
})
