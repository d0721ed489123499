import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Connection } from 'mongoose'
import { z } from 'zod'
import type { Desk } from '../contract/index.ts'
import { listCanned } from '../knowledge/canned.ts'

const Intents = z.array(z.object({ name: z.string(), title: z.object({ en: z.string(), zh: z.string() }) }))
const intentsFile = fileURLToPath(new URL('../../../nlp-models/data/intents.json', import.meta.url))

const queues: Desk['queues'] = [
  { id: 'orders', name: { en: 'Orders', zh: '订单' } },
  { id: 'returns', name: { en: 'Returns', zh: '退换货' } },
  { id: 'billing', name: { en: 'Billing', zh: '账单' } },
  { id: 'product', name: { en: 'Products', zh: '商品' } },
  { id: 'general', name: { en: 'General', zh: '综合' } },
]

const outcomes: Desk['outcomes'] = [
  { id: 'solved', name: { en: 'Solved', zh: '已解决' } },
  { id: 'answered', name: { en: 'Answered', zh: '已答复' } },
  { id: 'follow_up', name: { en: 'Needs a follow-up', zh: '需要跟进' } },
  { id: 'not_solved', name: { en: 'Could not be solved', zh: '未能解决' } },
  { id: 'no_reply', name: { en: 'Customer left', zh: '客户已离开' } },
  { id: 'spam', name: { en: 'Not a request', zh: '无效咨询' } },
]

let intents: Promise<Desk['intents']> | undefined

/** What the console needs to know of the company once: queues, outcomes, names of intents, canned replies. */
export async function readDesk(connection: Connection): Promise<Desk> {
  intents ??= readFile(intentsFile, 'utf8').then((text) => Intents.parse(JSON.parse(text)))
  return { queues, outcomes, intents: await intents, canned: await listCanned(connection) }
}
