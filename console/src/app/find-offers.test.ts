import { expect, test } from 'vitest'
import { findOffers, type Offer } from './find-offers.ts'

const offer = (id: string, name: string, group: Offer['group']): Offer => ({ id, name, group, run: () => {} })

const offers = [
  offer('next', 'Next conversation', 'groupMove'),
  offer('reply', 'Write a reply', 'groupAct'),
  offer('filter', 'Filter the list', 'groupMove'),
  offer('help', 'All keys', 'groupApp'),
  offer('view-1', 'Go to VIP', 'groupGo'),
]
const found = (query: string) => findOffers(query, offers).map(({ id }) => id)

test('they stand in the order of their groups, as the arrows go', () => {
  expect(found('')).toEqual(['next', 'filter', 'reply', 'view-1', 'help'])
})

test('the beginnings of words come before what has the letters anywhere', () => {
  expect(found('re')).toEqual(['reply'])
  expect(found('eply')).toEqual(['reply'])
  expect(found(' VIP ')).toEqual(['view-1'])
  expect(found('nothing of this')).toEqual([])
})
