import { expect, it } from 'vitest'
import { filesMissing, hardFileLimit } from './file-limit.ts'

const limits = (hard: string): string =>
  `Limit                     Soft Limit           Hard Limit           Units\nMax processes             1000                 1000                 processes\nMax open files            1024                 ${hard}                files\n`

it('reads the hard limit, which is the one that counts', () => {
  expect(hardFileLimit(limits('20000'))).toBe(20_000)
  expect(hardFileLimit(limits('unlimited'))).toBe(Number.POSITIVE_INFINITY)
})

it('says in words what is missing, and nothing where nothing is or nothing is known', () => {
  expect(filesMissing(limits('4096'), 5000)).toBe(
    'One process needs 5500 open files for 5000 connections, and may have 4096 here: raise the hard limit (ulimit -Hn) or ask for fewer with --clients.',
  )
  expect(filesMissing(limits('5500'), 5000)).toBeUndefined()
  expect(filesMissing('', 5000)).toBeUndefined()
})
