import { BOUNDARY } from './features.ts'
import { SCRIPT, scriptOf, smallLetter } from './letters.ts'

/** UTF-16 units read of a text: longer ones have shown their languages long before this, and the cost stays bounded. */
export const UNITS_READ = 200
export const MOST_WORDS = UNITS_READ / 2 + 1
const APOSTROPHE = 0x27
const TYPOGRAPHIC_APOSTROPHE = 0x2019
const SLASH = 0x2f
const LAST_SIGN = 0x7e
const COMBINING = /[\u0300-\u036f]/

/**
 * The letters of the head of a text: words of the scripts that a model reads, runs of Han and kana, counts of the rest. Order
 * numbers, addresses and links are left out, and brands such as "MacBook": they have letters but no language.
 */
export class LetterReader {
  /** Small letters with `BOUNDARY` in the place of everything else; unit `n` of the text is at `n + 1`. */
  readonly units = new Uint16Array(UNITS_READ + 2)
  words = 0
  readonly from = new Uint16Array(MOST_WORDS)
  /** Exclusive. */
  readonly to = new Uint16Array(MOST_WORDS)
  readonly script = new Uint8Array(MOST_WORDS)
  /** 1 where a comma, a quotation mark or the like stands before the word: there a language may well change. */
  readonly afterMark = new Uint8Array(MOST_WORDS)
  runs = 0
  readonly han = new Uint16Array(MOST_WORDS)
  readonly kana = new Uint16Array(MOST_WORDS)
  /** Letters of each script. */
  readonly letters = new Uint16Array(Object.keys(SCRIPT).length)
  private readonly scripts = new Uint8Array(UNITS_READ + 2)
  private length = 0

  /** Reads at most `UNITS_READ` units; what was read before is forgotten. */
  read(text: string): void {
    const head = headOf(text)
    this.length = head.length
    for (let script = 0; script < this.letters.length; script++) this.letters[script] = 0
    this.units[0] = BOUNDARY
    this.units[head.length + 1] = BOUNDARY
    this.scripts[head.length + 1] = SCRIPT.none
    this.takeLetters(head)
    this.dropCodes(head)
    this.findWords(head)
    this.findRuns()
  }

  private takeLetters(head: string): void {
    const { units, scripts, letters } = this
    for (let at = 1; at <= head.length; at++) {
      const unit = head.charCodeAt(at - 1)
      const script = scriptOf(unit)
      scripts[at] = script
      letters[script] = (letters[script] as number) + 1
      if (script === SCRIPT.latin || script === SCRIPT.cyrillic) units[at] = smallLetter(unit)
      else units[at] = unit === APOSTROPHE || unit === TYPOGRAPHIC_APOSTROPHE ? APOSTROPHE : BOUNDARY
    }
  }

  private dropCodes(head: string): void {
    let from = 0
    let code = false
    for (let at = 0; at < head.length; at++) {
      const unit = head.charCodeAt(at)
      if (unit > BOUNDARY && unit <= LAST_SIGN) {
        code ||= isCodeSign(unit) || (unit === SLASH && at > from && head.charCodeAt(at - 1) === SLASH)
        continue
      }
      if (code) this.drop(from + 1, at + 1)
      from = at + 1
      code = false
    }
    if (code) this.drop(from + 1, head.length + 1)
  }

  private drop(from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const script = this.scripts[at] as number
      this.letters[script] = (this.letters[script] as number) - 1
      this.scripts[at] = SCRIPT.none
      this.units[at] = BOUNDARY
    }
  }

  private findWords(head: string): void {
    this.words = 0
    let at = 1
    let mark = 0
    while (at <= head.length) {
      const script = this.scripts[at] as number
      if (script !== SCRIPT.latin && script !== SCRIPT.cyrillic) {
        if (head.charCodeAt(at - 1) !== BOUNDARY) mark = 1
        at++
        continue
      }
      const from = at
      at = this.endOfWord(from, script)
      if (isName(head, from - 1, at - 1)) this.drop(from, at)
      else {
        this.afterMark[this.words] = mark
        this.pushWord(from, at, script)
        mark = 0
      }
    }
  }

  private endOfWord(from: number, script: number): number {
    const { scripts, units } = this
    let at = from + 1
    while (scripts[at] === script || (units[at] === APOSTROPHE && scripts[at + 1] === script)) at++
    return at
  }

  private pushWord(from: number, to: number, script: number): void {
    this.from[this.words] = from
    this.to[this.words] = to
    this.script[this.words++] = script
  }

  private findRuns(): void {
    this.runs = 0
    const { letters, scripts } = this
    if (letters[SCRIPT.han] === 0 && letters[SCRIPT.chinese] === 0 && letters[SCRIPT.kana] === 0) return
    let inside = false
    for (let at = 1; at <= this.length; at++) {
      const script = scripts[at]
      const counts = script === SCRIPT.kana ? this.kana : this.han
      const belongs = script === SCRIPT.han || script === SCRIPT.chinese || script === SCRIPT.kana
      if (belongs && !inside) {
        this.han[this.runs] = 0
        this.kana[this.runs++] = 0
      }
      if (belongs) counts[this.runs - 1] = (counts[this.runs - 1] as number) + 1
      inside = belongs
    }
  }
}

/** Composed, because the models know accents as one letter with what they stand on. */
function headOf(text: string): string {
  const head = text.length > UNITS_READ ? text.slice(0, UNITS_READ) : text
  return COMBINING.test(head) ? head.normalize('NFC').slice(0, UNITS_READ) : head
}

function isCodeSign(unit: number): boolean {
  return (unit >= 0x30 && unit <= 0x39) || unit === 0x40 || unit === 0x5f
}

/** A capital behind a small letter is the mark of a brand, which is the same in all languages. */
function isName(head: string, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++)
    if (isCapital(head.charCodeAt(at)) && isSmall(head.charCodeAt(at - 1))) return true
  return false
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}

function isSmall(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}
