import { completeOrderNumber } from '../entities/order.ts'
import { scanEntities } from '../entities/scan-entities.ts'
import type { Entity, EntityKind } from '../understanding.ts'
import { ordinalOf } from './ordinals.ts'
import type { SlotRequest, SlotResult } from './slot-request.ts'
import { plainReply, yesOrNo } from './yes-no.ts'

const WHOLE_NUMBER = /(?<![\d.,])-?\d{1,12}(?:[.,]\d{1,6})?(?![\d.,]\d|\d)/g
const CHINESE_NAME = /(?:我叫|我是|名字是|姓名[是:： ]*|我姓)\s*(\p{Script=Han}{2,4}?)(?=[，。,.!！\s]|$)/u
const FULL_DATE = /^\d{4}-\d\d-\d\d$/
const BARE_CHINESE_NAME = /^\p{Script=Han}{2,4}$/u

/** What the package's own scanner and rules find, in microseconds and without a worker. */
export function recogniseByRule(request: SlotRequest): SlotResult {
  const text = request.text.trim()
  if (text === '') return undefined
  switch (request.kind) {
    case 'text':
      return { kind: 'text', value: text, by: 'rule' }
    case 'email':
      return fromScanner(request, 'email')
    case 'order':
      return fromScanner(request, 'order') ?? bareOrder(request)
    case 'date':
      return fullDate(request)
    case 'number':
      return onlyNumber(text)
    case 'yes-no': {
      const answer = yesOrNo(text)
      return answer && { kind: 'yes-no', value: answer, by: 'rule' }
    }
    case 'choice':
      return exactChoice(request)
    case 'person':
      return chinesePerson(text)
  }
}

function fromScanner(
  request: SlotRequest,
  kind: EntityKind & SlotRequest['kind'],
  fits = (_: Entity) => true,
): SlotResult {
  const found = scanEntities(request.text, { orderMasks: request.orderMasks ?? [] })
  const entity = found.find((one) => one.kind === kind && fits(one))
  return entity && { kind, value: entity.value, by: 'scanner' }
}

function bareOrder({ text, orderMasks = [] }: SlotRequest): SlotResult {
  const digits = /(?<!\d)\d{3,20}(?!\d)/.exec(text)?.[0]
  if (digits === undefined) return undefined
  for (const mask of orderMasks) {
    const value = completeOrderNumber(mask, digits)
    if (value) return { kind: 'order', value, by: 'scanner' }
  }
  return undefined
}

/** A date without a year, or one that counts from today, is left to the recognisers that know today. */
function fullDate(request: SlotRequest): SlotResult {
  return fromScanner(request, 'date', ({ value }) => FULL_DATE.test(value))
}

/** Two numbers in one reply need more understanding than a rule has. */
function onlyNumber(text: string): SlotResult {
  const found = text.normalize('NFKC').match(WHOLE_NUMBER) ?? []
  const [number] = found
  if (number === undefined || found.length > 1) return undefined
  return { kind: 'number', value: number.replace(',', '.'), by: 'scanner' }
}

function exactChoice({ text, choices = [] }: SlotRequest): SlotResult {
  const reply = plainReply(text)
  const named = choices.filter(({ value, labels = [] }) =>
    [value, ...labels].some((label) => plainReply(label) === reply),
  )
  const position = ordinalOf(reply)
  const chosen = named[0] ?? (position === undefined ? undefined : choices.at(position))
  return chosen && { kind: 'choice', value: chosen.value, by: 'rule' }
}

function chinesePerson(text: string): SlotResult {
  const name = CHINESE_NAME.exec(text)?.[1] ?? BARE_CHINESE_NAME.exec(text)?.[0]
  return name === undefined ? undefined : { kind: 'person', value: name, by: 'rule' }
}
