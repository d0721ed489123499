/** What is known of a word or of a row of Chinese characters, one bit each: one look-up answers all extractors. */
export const COMMON = 1
export const MONTH = 1 << 1
export const WEEKDAY = 1 << 2
/** A number word below hundred. */
export const NUMERAL = 1 << 3
/** hundred, thousand, million, dozen. */
export const SCALE = 1 << 4
export const CURRENCY = 1 << 5
/** May begin a date that counts from today. */
export const DAY_WORD = 1 << 6
/** May begin a time of day in words. */
export const CLOCK_WORD = 1 << 7
/** A number behind it names something: `room 12`, `error 4`. */
export const NAMING = 1 << 8
/** Mr, Dr: a name follows. */
export const TITLE = 1 << 9
export const GIVEN = 1 << 10
/** Also an ordinary word. */
export const MAYBE_GIVEN = 1 << 11
export const FAMILY = 1 << 12
export const PLACE = 1 << 13
export const MAYBE_PLACE = 1 << 14
export const COMPANY = 1 << 15
export const MAYBE_COMPANY = 1 << 16
/** A place or company only when typed in capitals. */
export const CAPITALS = 1 << 17
/** Before a model number it is part of the model's name. */
export const BRAND = 1 << 18
/** Ltd, GmbH: the words before it are a company. */
export const COMPANY_END = 1 << 19
/** A name often follows: `wife`, `agent`, `ask`. */
export const ROLE = 1 << 20
export const DAY_UNIT = 1 << 21
/** in, to, from: a place often follows. */
export const PLACE_CUE = 1 << 22
/** Street, Lane: what stands before it is an address. */
export const STREET = 1 << 23
/** A unit that may be glued to a number: `5kg`. */
export const UNIT = 1 << 24
/** with, by, at, from: a company often follows. */
export const COMPANY_CUE = 1 << 25
/** May stand in the middle of a name: van, de. */
export const PARTICLE = 1 << 26
export const URL_WORD = 1 << 27
/** Of Chinese characters: a family name. */
export const SURNAME = 1 << 28
/** a, an, half: may begin a number. */
export const COUNT_WORD = 1 << 30
