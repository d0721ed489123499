import type { Entity } from '../understanding.ts'
import { extractAmount } from './amount.ts'
import { extractCard } from './card.ts'
import { extractDate } from './date.ts'
import { extractEmail } from './email.ts'
import { createOrderExtractor } from './order.ts'
import { extractPhone } from './phone.ts'
import { type Extractor, type Found, isAlphanumeric, isDigit } from './source.ts'
import { extractUrl } from './url.ts'

export interface ScanOptions {
  /** Masks of the company's order numbers: `A` a letter, `9` a digit, anything else itself. */
  readonly orderMasks?: readonly string[]
}

const FULL_WIDTH = /[\uFF01-\uFF5E]/
const STARTS_AMOUNT_OR_PHONE = new Set([...'€$£¥￥+('].map((sign) => sign.charCodeAt(0)))
const AT_LETTER: readonly Extractor[] = [extractUrl, extractEmail, extractAmount, extractDate]
const AT_DIGIT: readonly Extractor[] = [extractEmail, extractCard, extractDate, extractAmount, extractPhone]
const AT_SIGN: readonly Extractor[] = [extractAmount, extractPhone]
const MASK_CACHE_LIMIT = 200
const maskCache = new Map<string, Extractor>()

/**
 * Finds entities in one pass from left to right; what begins first wins and nothing overlaps. Extractors start
 * only where a word, number or sign starts and read a bounded stretch, so the work is linear in the text.
 */
export function scanEntities(text: string, { orderMasks = [] }: ScanOptions = {}): readonly Entity[] {
  const plain = FULL_WIDTH.test(text) ? toHalfWidth(text) : text
  const masks = orderMasks.map(orderExtractor)
  const entities: Entity[] = []
  for (let at = 0; at < plain.length; at++) {
    const extractors = candidatesAt(plain, at)
    if (extractors === undefined) continue
    const found = firstOf(masks, plain, at) ?? firstOf(extractors, plain, at)
    if (found === undefined) continue
    const { kind, end, value } = found
    // A card number must not travel on inside what is stored of the understanding.
    entities.push({ kind, start: at, end, text: kind === 'card' ? value : text.slice(at, end), value })
    at = end - 1
  }
  return entities
}

function candidatesAt(text: string, at: number): readonly Extractor[] | undefined {
  const unit = text.charCodeAt(at)
  if (STARTS_AMOUNT_OR_PHONE.has(unit)) return AT_SIGN
  if (!isAlphanumeric(unit) || (at > 0 && isAlphanumeric(text.charCodeAt(at - 1)))) return undefined
  return isDigit(unit) ? AT_DIGIT : AT_LETTER
}

function firstOf(extractors: readonly Extractor[], text: string, at: number): Found | undefined {
  for (const extract of extractors) {
    const found = extract(text, at)
    if (found) return found
  }
  return undefined
}

function orderExtractor(mask: string): Extractor {
  const known = maskCache.get(mask)
  if (known) return known
  if (maskCache.size >= MASK_CACHE_LIMIT) maskCache.clear()
  const made = createOrderExtractor(mask)
  maskCache.set(mask, made)
  return made
}

/** Full-width letters and digits of Chinese keyboards; one unit each, so offsets stay. */
function toHalfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
}
