import { AppError } from '../errors.ts'
import { extensionOf } from './file-name.ts'

export interface FileKind {
  mime: string
  /** The usual one first. */
  extensions: readonly string[]
}

const ooxml = 'application/vnd.openxmlformats-officedocument'
const kinds: readonly FileKind[] = [
  { mime: 'image/png', extensions: ['png'] },
  { mime: 'image/jpeg', extensions: ['jpg', 'jpeg'] },
  { mime: 'image/gif', extensions: ['gif'] },
  { mime: 'image/webp', extensions: ['webp'] },
  { mime: 'application/pdf', extensions: ['pdf'] },
  { mime: `${ooxml}.wordprocessingml.document`, extensions: ['docx'] },
  { mime: `${ooxml}.spreadsheetml.sheet`, extensions: ['xlsx'] },
  { mime: `${ooxml}.presentationml.presentation`, extensions: ['pptx'] },
  { mime: 'audio/mpeg', extensions: ['mp3'] },
  { mime: 'audio/mp4', extensions: ['m4a'] },
  { mime: 'audio/ogg', extensions: ['ogg', 'oga', 'opus'] },
  { mime: 'audio/wav', extensions: ['wav'] },
  { mime: 'video/mp4', extensions: ['mp4'] },
  { mime: 'video/webm', extensions: ['webm'] },
]
const csv: FileKind = { mime: 'text/csv', extensions: ['csv'] }
const plainText: FileKind = { mime: 'text/plain', extensions: ['txt', 'log', 'md'] }
const byMime = new Map(kinds.map((kind) => [kind.mime, kind]))
const sameAs: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-wav': 'audio/wav',
  'audio/opus': 'audio/ogg',
}

/** Pictures that every browser draws and that can do nothing but be drawn. */
export function isPicture(mime: string): boolean {
  return mime.startsWith('image/') && byMime.has(mime)
}

/**
 * What a file is, by its first bytes. Undefined: no kind of bytes that is known, so perhaps text.
 * @throws AppError `unsupported_file`
 */
export async function kindOfBytes(head: Uint8Array): Promise<FileKind | undefined> {
  // Text in UTF-16, which begins like a frame of sound.
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new AppError('unsupported_file', { details: { kind: 'utf-16' } })
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(head)
  if (!found) return undefined
  const [mime = ''] = found.mime.split(';')
  const kind = byMime.get(sameAs[mime] ?? mime)
  if (!kind) throw new AppError('unsupported_file', { details: { kind: found.ext } })
  return kind
}

/** Names under which a text would be run or drawn by whoever opens it. */
const ACTIVE =
  /^(x?html?|mht|mhtml|svg|svgz|xml|xsl|xslt|js|mjs|cjs|jsx|ts|tsx|vbs?|vbe|wsf|wsh|hta|bat|cmd|com|ps1|psm1|sh|bash|zsh|command|py|pl|rb|php\d?|phtml|asp|aspx|jsp|cgi|reg|inf|scf|url|lnk|desktop|applescript|jar|swf|css)$/
/** Beginnings that browsers, PHP or a shell take for something to carry out. */
const MARKUP =
  /^(?:<!doctype|<!--|<\?|<%|<(?:html|head|body|script|iframe|style|title|svg|math|table|div|font|img|br|h1|p|a|b|link|meta|object|embed)[\s/>]|#!|@echo|mime-version:)/i

/**
 * What a text is. @throws AppError `unsupported_file` for markup and scripts
 */
export function kindOfText(name: string, head: string): FileKind {
  const extension = extensionOf(name)
  const begins = head.replace(/^[\ufeff\s]+/u, '').slice(0, 64)
  if (ACTIVE.test(extension) || MARKUP.test(begins))
    throw new AppError('unsupported_file', { details: { kind: extension || 'markup' } })
  return extension === 'csv' ? csv : plainText
}

/** Says piece by piece whether something is text: valid UTF-8 without NUL. */
export function createTextCheck() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let valid = true
  return {
    take(piece: Uint8Array, last: boolean): void {
      if (!valid) return
      try {
        decoder.decode(piece, { stream: !last })
        valid = !piece.includes(0)
      } catch {
        valid = false
      }
    },
    get valid() {
      return valid
    },
  }
}
