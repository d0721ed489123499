/** Lines of a table for a terminal: the first column to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))))
  const drawn = lines.map((line) =>
    line
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - width(cell))
        return column === 0 ? cell + space : space + cell
      })
      .join('  ')
      .trimEnd(),
  )
  const rule = widths.map((one) => '-'.repeat(one)).join('  ')
  return [drawn[0], rule, ...drawn.slice(1)].join('\n')
}

/** Chinese characters take two columns of a terminal. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) => sum + (/[\u2e80-\u9fff\uff00-\uffef]/u.test(character) ? 2 : 1),
    0,
  )
}
