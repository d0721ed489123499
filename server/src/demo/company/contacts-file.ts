import type { BadRow } from '../../contract/index.ts'

/** A file of customers that the demo company has imported, line by line: what became of each. */
export const contactsFile = {
  name: 'autumn-fair-contacts.csv',
  heads: ['Name', 'E-mail', 'Phone', 'City', 'Shoe size', 'Tags'],
  columns: ['name', 'email', 'phone', 'city', 'fields.shoe-size', 'tags'],
  daysAgo: 6,
  bytes: 1187,
}

/** Line, then the cells as the file has them. */
export const newContacts: readonly (readonly [line: number, name: string, mail: string, city: string])[] = [
  [2, 'Hannah Lindqvist', 'hannah.lindqvist', 'Stockholm'],
  [3, 'Marco Bellini', 'marco.bellini', 'Munich'],
  [6, 'Aoife Brennan', 'aoife.brennan', 'Dublin'],
  [7, '周文静', 'wenjing.zhou', '杭州'],
  [10, 'Jasper de Vries', 'jasper.devries', 'Amsterdam'],
  [13, 'Ingrid Solheim', 'ingrid.solheim', 'Oslo'],
]

/** Lines about customers who were there already: they got the tag. */
export const knownContacts: readonly (readonly [line: number, customer: string])[] = [
  [4, 'c_demo_en05'],
  [8, 'c_demo_en10'],
  [11, 'c_demo_zh04'],
]

export const badContacts: readonly BadRow[] = [
  {
    line: 5,
    problems: [{ problem: 'email_invalid', column: 1 }],
    cells: ['Tobias Kern', 'tobias.kern(at)example.com', '+49 30 5550 142', 'Berlin', '44', 'newsletter'],
  },
  {
    line: 9,
    problems: [{ problem: 'same_as_line', column: 1, other: 3 }],
    cells: ['M. Bellini', 'marco.bellini@example.com', '', 'Munich', '43', ''],
  },
  {
    line: 12,
    problems: [
      { problem: 'number_unreadable', column: 4 },
      { problem: 'tag_unknown', column: 5 },
    ],
    cells: ['Chloé Garnier', 'chloe.garnier@example.com', '', 'Lisbon', 'thirty-eight', 'fair 2026'],
  },
  {
    line: 14,
    problems: [{ problem: 'quote_open' }],
    cells: ['Samuel "Sam Whitlock,sam.whitlock@example.com,,Manchester,42,newsletter'],
  },
]
