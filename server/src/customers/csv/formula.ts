/** What a spreadsheet would take for a formula, also behind apostrophes that an earlier export put there. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/

/** A cell on its way out: a spreadsheet shows it as text. */
export function neutral(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** A cell on its way in, as it was before it went out. */
export function original(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text
}
