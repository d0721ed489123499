const LONGEST = 120
/** Controls, line separators, and what turns the direction of writing or is not seen: "gpj.exe" must not look like "exe.jpg". */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu
const EXTENSION = /\.([A-Za-z0-9]{1,8})$/

/**
 * A name as people may read it and a browser may save it: the last part of a path, without characters that hide or
 * turn others, of bounded length, with an extension that is true. `extensions` are those of its kind, the usual first.
 */
export function cleanName(given: string, extensions: readonly string[]): string {
  const last =
    given
      .replace(/\p{Cs}/gu, '')
      .normalize('NFC')
      .split(/[\\/]/)
      .at(-1) ?? ''
  const seen = last.replace(UNSEEN, '').replace(/\s+/gu, ' ').trim()
  const plain = seen.replace(/^\.+/, '').replace(/[. ]+$/, '')
  const [usual = 'bin'] = extensions
  const extension = EXTENSION.exec(plain)?.[1]?.toLowerCase()
  const kept = extension !== undefined && extensions.includes(extension) ? extension : usual
  const stem = (extension === undefined ? plain : plain.replace(EXTENSION, '')).replace(/[. ]+$/, '')
  return `${shortened(stem || 'file', LONGEST - kept.length - 1)}.${kept}`
}

/** Whole characters only. */
function shortened(text: string, length: number): string {
  const characters = Array.from(text)
  return characters.length <= length ? text : characters.slice(0, length).join('').trimEnd()
}

/** What the name says that it is; the file itself has the last word. */
export function extensionOf(name: string): string {
  return EXTENSION.exec(name.trim())?.[1]?.toLowerCase() ?? ''
}
