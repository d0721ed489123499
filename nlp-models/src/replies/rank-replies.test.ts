import { expect, test } from 'vitest'
import { createReplyRanker, rankReplies } from './rank-replies.ts'
import type { ReplyCandidate } from './reply.ts'
import { createReplyMemory } from './reply-memory.ts'

const refund: ReplyCandidate = {
  id: 'refund',
  source: 'article',
  title: 'When refunds arrive',
  text: 'A refund takes two to five days, depending on your bank.',
  intent: 'refund.status',
}
const photo: ReplyCandidate = {
  id: 'photo',
  source: 'canned',
  text: 'Could you send us a photo of the damage?',
}
const chinese: ReplyCandidate = { id: 'zh', source: 'canned', text: '退款一般二到五天到账。' }
const candidates = [refund, photo, chinese]
const ids = (found: readonly { id: string }[]) => found.map(({ id }) => id)

test('words, meaning and intent speak for a reply, and it says so', () => {
  const [first] = rankReplies(
    { said: ['when do I get my refund?'], intents: [{ intent: 'refund.status', confidence: 0.8 }] },
    candidates,
  )
  expect(first).toMatchObject({ id: 'refund', source: 'article' })
  expect(first?.score).toBeGreaterThan(0.8)
  expect(first?.score).toBeLessThanOrEqual(1)
  expect(first?.reasons[0]).toEqual({ kind: 'intent', intent: 'refund.status', confidence: 0.8 })
  expect(first?.reasons).toContainEqual(
    expect.objectContaining({ kind: 'words', words: expect.arrayContaining(['refund']) }),
  )
})

test('the reply in the language of the customer', () => {
  expect(ids(rankReplies({ said: ['退款多久到账？'] }, candidates))[0]).toBe('zh')
})

test('nothing is suggested where nothing speaks for it', () => {
  expect(rankReplies({ said: ['ok'] }, candidates)).toEqual([])
  expect(rankReplies({ said: ['你好'] }, candidates)).toEqual([])
  expect(rankReplies({ said: [] }, candidates)).toEqual([])
  expect(rankReplies({ said: ['refund'] }, [])).toEqual([])
})

test('what agents took goes before what they left, and neither speaks for anything alone', () => {
  const taken = { ...photo, id: 'taken', shown: 20, accepted: 18 }
  const left = { ...photo, id: 'left', shown: 20, accepted: 1 }
  expect(ids(rankReplies({ said: ['a photo of the damage?'] }, [left, taken]))[0]).toBe('taken')
  expect(rankReplies({ said: ['opening hours'] }, [left, taken])).toEqual([])
})

test('of equals the one that was used lately', () => {
  const now = Date.UTC(2026, 10, 23)
  const old = { ...photo, id: 'a', usedAt: now - 300 * 86_400_000 }
  const fresh = { ...photo, id: 'b', usedAt: now - 86_400_000 }
  expect(ids(rankReplies({ said: ['a photo of the damage?'], now }, [old, fresh]))[0]).toBe('b')
})

test('what it answered before speaks for it', () => {
  const known = { ...photo, asked: ['my tent pole snapped'] }
  const [first] = rankReplies({ said: ['the tent pole has snapped'] }, [refund, known])
  expect(first?.id).toBe('photo')
  expect(first?.reasons[0]).toMatchObject({ kind: 'asked-before', text: 'my tent pole snapped' })
})

test('a memory knows what is answered to the like where no word is shared', () => {
  const memory = createReplyMemory([
    { asked: '这家店在哪里？', replied: '地址是北京市东城区一号。' },
    { asked: '酒店在哪个位置？', replied: '地址是朝阳区二号。' },
    { asked: '几点开门？', replied: '营业时间是九点到五点。' },
  ])
  const options = [
    { id: 'a', source: 'earlier' as const, text: '营业时间是全天。' },
    { id: 'b', source: 'earlier' as const, text: '地址是海淀区三号。' },
  ]
  const context = { said: ['餐馆的位置在哪？'] }
  expect(ids(rankReplies(context, options))).toEqual([])
  const [first] = rankReplies(context, options, { memory })
  expect(first?.id).toBe('b')
  expect(first?.reasons[0]?.kind).toBe('answered-alike')
})

test('the same words twice are one suggestion', () => {
  const again = { ...photo, id: 'photo2', text: photo.text.toUpperCase() }
  const other: ReplyCandidate = {
    id: 'z',
    source: 'canned',
    text: 'Please describe the damage in some words.',
  }
  const found = rankReplies({ said: ['photo of the damage'] }, [photo, again, other], { limit: 2 })
  expect(ids(found)).toEqual(['photo', 'z'])
})

test('neither the order of candidates nor odd texts matter', () => {
  const odd = ['', '\ud83d', '😀😀', '\u202eمرحبا', 'x'.repeat(100_000)].map((text, at) => ({
    id: `odd${at}`,
    source: 'earlier' as const,
    text,
  }))
  const context = { said: ['refund and a photo of the damage', '\ud83d'] }
  const found = rankReplies(context, [...candidates, ...odd])
  expect(rankReplies(context, [...odd, ...candidates].reverse())).toEqual(found)
  for (const { score } of found) expect(score).toBeGreaterThan(0)
})

test('a ranker is asked again and again, and answers as if it were the first time', () => {
  const rank = createReplyRanker(candidates)
  const [refunds, photos] = [{ said: ['when do I get my refund?'] }, { said: ['a photo of the damage?'] }]
  const first = rank(refunds)
  expect(ids(rank(photos))[0]).toBe('photo')
  expect(rank(refunds)).toEqual(first)
  expect(rankReplies(refunds, candidates)).toEqual(first)
})
