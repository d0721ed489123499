import type { EntityKind } from '../understanding.ts'

/** What an extractor found at one position. */
export interface Found {
  readonly kind: EntityKind
  readonly end: number
  readonly value: string
}

/** Looks for one kind of entity that begins exactly at `at`; reads a bounded number of characters. */
export type Extractor = (text: string, at: number) => Found | undefined

/** Runs a sticky pattern at a position. All patterns here are bounded, so a scan is linear in the text. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at
  return pattern.exec(text) ?? undefined
}

export function isAlphanumeric(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122)
}

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}
