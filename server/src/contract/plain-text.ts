/**
 * What is left of simple Markdown where there is only text: the words, lists with bullets, addresses behind their
 * labels. Pure; the bot says articles with it, and the editor shows them with it.
 */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/\r\n?/g, '\n')
    .split('\n')
    .map(plainLine)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function plainLine(line: string): string {
  return line
    .replace(/^\s{0,3}#{1,6}\s+/, '')
    .replace(/^(\s*)[-*+]\s+/, '$1• ')
    .replaceAll(/!?\[([^\]]{1,200})\]\(\s*([^\s)]{1,2000})\s*\)/g, (_, label: string, url: string) =>
      label === url ? url : `${label} (${url})`,
    )
    .replaceAll(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replaceAll(/(?<![\p{L}\p{N}*_/])([*_])(?=[^\s*_])([^*_]+?)(?<=\S)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replaceAll(/`([^`]+)`/g, '$1')
}
