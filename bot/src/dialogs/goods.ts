import type { OrderFact } from '../conversing.ts'
import type { Reading } from '../policy/reading.ts'
import { CLEARLY_ANOTHER_TOPIC } from '../policy/topics.ts'
import { normalise } from '../text.ts'

export const returnReasons = ['does_not_fit', 'not_as_described', 'damaged', 'changed_mind', 'other'] as const
export type ReturnReason = (typeof returnReasons)[number]

/** Words that tell a reason. Order matters: "damaged" outweighs "wrong". */
const reasonWords: readonly (readonly [ReturnReason, RegExp])[] = [
  [
    'damaged',
    /\b(damaged|broken|defective|faulty|cracked|torn|ripped|scratched|dented|does ?n[o']?t work|stopped working|a hole)\b|破损|损坏|坏了|坏的|破了|裂|划痕|有问题|质量/iu,
  ],
  [
    'does_not_fit',
    /\b(too (small|big|large|tight|loose|long|short|wide|narrow)|(does|do|did)(n'?t| not) fit|wrong size|smaller size|bigger size|size is wrong)\b|不合适|不合身|太小|太大|偏小|偏大|太紧|太松|太长|太短|小了|大了|尺码不|尺寸不/iu,
  ],
  [
    'not_as_described',
    /\b(not (as|like) (described|shown|pictured|advertised|in the (picture|photo))|looks? different|different (colou?r|from)|wrong colou?r|wrong item|not what i ordered|misleading)\b|与描述不符|描述不符|不符|色差|颜色不对|不一样|发错/iu,
  ],
  [
    'changed_mind',
    /\b(changed? my mind|do(n'?t| not) (want|need|like) (it|this|them|that)|no longer (need|want)|not needed|found (it )?cheaper|bought (it )?by mistake)\b|不想要|不需要了|不喜欢|改变主意|买错|后悔|用不上/iu,
  ],
]

/** The reason for a return that a message tells in the customer's own words. */
export function reasonIn(reading: Reading): ReturnReason | undefined {
  const text = reading.text.replaceAll('’', "'")
  return reasonWords.find(([, words]) => words.test(text))?.[0]
}

/** What a topic means as the reply to "why": "the seam is open" is no question about damages then. */
const reasonsMeant: Readonly<Record<string, ReturnReason>> = {
  'product.damaged': 'damaged',
  'warranty.claim': 'damaged',
  'repair.service': 'damaged',
  'order.wrong_item': 'not_as_described',
  'product.details': 'not_as_described',
  'product.sizing': 'does_not_fit',
}

/** The reason in a reply to the question for it: by its words, by what it means, else a reason of its own. */
export function reasonReplied(reading: Reading): ReturnReason | undefined {
  const told = reasonIn(reading)
  if (told !== undefined) return told
  if (reading.question) return undefined
  const { intent, certainty } = reading
  const meant = certainty === 'unknown' || intent === undefined ? undefined : reasonsMeant[intent]
  return meant ?? (isStatement(reading) ? 'other' : undefined)
}

/** From here on a reply may rather be meant to end the dialog, to greet or to get a person. */
const LIKELY_NO_REASON = 0.4

/** Free words that nothing else claims: a reason that is none of those offered must not end in a quarrel. */
function isStatement({ said, choice, orders, email, intent = '', confidence, certainty }: Reading): boolean {
  if (choice !== undefined || orders.length > 0 || email !== undefined) return false
  const talk = /^(dialog|smalltalk|feedback|bot|agent)\./.test(intent)
  if (talk && (certainty === 'sure' || confidence >= LIKELY_NO_REASON)) return false
  if (certainty === 'sure' && confidence >= CLEARLY_ANOTHER_TOPIC) return false
  return /\p{L}{2,}\P{L}+\p{L}{2,}|\p{Script=Han}{3,}/u.test(said)
}

/** The one item of an order that a message names by number or by name; `undefined` when two may be meant. */
export function itemNamed(reading: Reading, order: OrderFact | undefined): string | undefined {
  if (order === undefined) return undefined
  const said = reading.said
  const bySku = order.items.find((item) => said.includes(item.sku.toLowerCase()))
  if (bySku !== undefined) return bySku.sku
  const ranked = order.items
    .map((item) => ({
      sku: item.sku,
      words: [...wordsNamed(said, item.name.en), ...wordsNamed(said, item.name.zh)],
    }))
    .filter((item) => item.words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length)
  const [best, ...others] = ranked
  if (best === undefined) return undefined
  // A word that only another item has, or no word more than another has: two are meant, or nobody knows which.
  const clear = others.every(
    ({ words }) => words.length < best.words.length && words.every((word) => best.words.includes(word)),
  )
  return clear ? best.sku : undefined
}

const SHORTEST_WORD = 4

/** The words of an item's name that a message has; of a Chinese name its pairs of signs. */
function wordsNamed(said: string, name: string): string[] {
  const known = normalise(name)
  if (/\p{Script=Han}/u.test(known)) return pairs(known).filter((pair) => said.includes(pair))
  const words = new Set(said.split(/[^\p{L}\p{N}]+/u).map(stem))
  return known
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= SHORTEST_WORD)
    .map(stem)
    .filter((word) => words.has(word))
}

function stem(word: string): string {
  return word.replace(/(?<=\w{3})e?s$/, '')
}

function pairs(text: string): string[] {
  const characters = [...text].filter((character) => /\p{Script=Han}/u.test(character))
  return characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`)
}
