import { isResidentId } from '@parley/nlp-models'

// Signs may be full-width, as Chinese keyboards write them; groups are parted by one space or dash.
const digit = '[0-9０-９]'
const ids = new RegExp(
  `(?<![0-9A-Za-z０-９])${digit}{6}[ -]?${digit}{8}[ -]?${digit}{3}[0-9０-９XxＸｘ](?![0-9A-Za-z０-９])`,
  'g',
)

/** Replaces every Chinese resident id (18 signs with a day of birth and a valid check digit) by its last four. */
export function maskIds(text: string): string {
  return text.replace(ids, (typed) => {
    const id = typed.normalize('NFKC').replace(/[ -]/g, '').toUpperCase()
    return isResidentId(id) ? `${'•'.repeat(14)}${id.slice(-4)}` : typed
  })
}
