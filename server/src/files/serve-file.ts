import type { Request, Response } from 'express'
import { drained } from './drained.ts'
import { isPicture } from './file-kind.ts'
import type { FoundFile } from './files.ts'

/** What a download may do in a browser: nothing. Also when somebody opens its address as a page. */
const POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
const CACHE = 'private, max-age=3600'

/** Gives a file, or its thumbnail, with headers under which it stays a file; part of it when a part is asked for. */
export async function serveFile(
  req: Request,
  res: Response,
  file: FoundFile,
  { thumb = false, download = false } = {},
): Promise<void> {
  const small = thumb && isPicture(file.mime) ? await file.thumb() : undefined
  res.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': CACHE,
    'Content-Type': small ? 'image/webp' : typeOf(file.mime),
    'Content-Disposition': disposition(file.name, isPicture(file.mime) && !download),
  })
  if (small) return void res.set('Content-Length', `${small.length}`).end(small)
  res.set('Accept-Ranges', 'bytes')
  const range = readRange(req.get('range'), file.bytes)
  if (range === 'unsatisfiable') {
    return void res.status(416).set('Content-Range', `bytes */${file.bytes}`).end()
  }
  const [from, to] = range ?? [0, file.bytes - 1]
  if (range) res.status(206).set('Content-Range', `bytes ${from}-${to}/${file.bytes}`)
  res.set('Content-Length', `${to - from + 1}`)
  if (req.method === 'HEAD') return void res.end()
  for await (const piece of file.read(from, to)) {
    if (res.destroyed) return
    if (!res.write(piece)) await drained(res)
  }
  res.end()
}

/** One part only; a list of parts or another unit is answered with the whole, as the standard allows. */
export function readRange(
  header: string | undefined,
  bytes: number,
): readonly [number, number] | 'unsatisfiable' | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  const [, first = '', last = ''] = found ?? []
  if (!found || (first === '' && last === '')) return undefined
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (from >= bytes || (first === '' && Number(last) === 0)) return 'unsatisfiable'
  return from > to ? undefined : [from, to]
}

/** RFC 6266: a plain name for old clients and the true one in UTF-8. */
export function disposition(name: string, inline: boolean): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const exact = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${exact}`
}

function typeOf(mime: string): string {
  return mime.startsWith('text/') ? `${mime}; charset=utf-8` : mime
}
