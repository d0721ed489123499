const LEAD_IN = String.raw`(?:(?:and|but|so|ok|okay|btw|by the way|hey|hi|hello|wait|hang on|actually|also|sorry)[\s,.!-]+)*`
const AUXILIARY =
  "(?:do|does|did|is|are|was|were|can|could|will|would|shall|should|may|have|has|am)(?:n?[o']?t)?"
const SUBJECT =
  '(?:i|you|u|we|they|it|he|she|the|this|that|these|there|my|your|someone|somebody|anyone|anybody)'
const WORD = String.raw`(?:what|how|why(?!\s+not\b)|who|where)(?:'?s|'?re)?\b`
const LATE_WORD = String.raw`(?:when|which|whose)\b.*?\b${AUXILIARY}\s+${SUBJECT}\b`
/** "Do it" and "have the tent back" ask nothing. */
const IMPERATIVE = String.raw`(?:do|have)\s+(?:it|this|that|the|these|there|my|your)\b`

/** "When do you close" asks, "when I opened it" does not. */
const ASKS_EN = new RegExp(
  String.raw`^${LEAD_IN}(?:${WORD}|${LATE_WORD}|(?!${IMPERATIVE})${AUXILIARY}\s+${SUBJECT}\b)`,
  'u',
)
const ASKS_ZH =
  /(?<![没不])什么|(?<!不)怎么|怎样|如何|多久|多少|几点|几天|哪|能不能|可不可以|可以吗|是不是|有没有|会不会|为何/u
const MARK = /[?\uFF1F吗呢]\s*$/u

/** Whether a message asks: by its mark, or where that is missing by its words. `said` is the normalised text. */
export function isQuestion(text: string, said: string): boolean {
  return MARK.test(text) || ASKS_EN.test(said) || ASKS_ZH.test(said)
}
