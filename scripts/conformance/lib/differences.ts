import { readFile } from 'node:fs/promises'

const FIRST_COLUMN = 'Test of a suite'

/**
 * The names in the first column of the table of differences in the store's README: what differs from MongoDB on purpose
 * is written down there, where its users read it, and nowhere else.
 */
export function readDifferences(markdown: string): ReadonlySet<string> {
  const lines = markdown.split('\n')
  const start = lines.findIndex((line) => cellsOf(line)[0] === FIRST_COLUMN)
  const names = new Set<string>()
  if (start === -1) return names
  for (const line of lines.slice(start + 2)) {
    if (!line.trimStart().startsWith('|')) break
    const name = cellsOf(line)[0]?.replace(/^`(.*)`$/, '$1')
    if (name) names.add(name)
  }
  return names
}

/** @throws Error when the README is not there */
export async function differencesOf(readme: string): Promise<ReadonlySet<string>> {
  return readDifferences(await readFile(readme, 'utf8'))
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'))
}
