/** The words of an intent's name: `card_lost` and `cardLost` read `card lost`. */
export function titleOf(intent: string): string {
  return intent
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase()
}
