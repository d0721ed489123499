import type { Config } from '../config.ts'

interface OriginHeaders {
  origin?: string | undefined
  host?: string | undefined
  'sec-fetch-site'?: string | string[] | undefined
}

/**
 * Whether a browser sent this from our own pages. For every unsafe method and for the handshake of the console's
 * socket, which carry the cookie by themselves. Programs send neither header and carry no cookie of a victim.
 */
export function isOwnOrigin(
  headers: OriginHeaders,
  { publicUrl, allowedOrigins }: Pick<Config, 'publicUrl' | 'allowedOrigins'>,
): boolean {
  const site = headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return true
  const { origin, host } = headers
  if (origin === undefined) return site === undefined
  if (allowedOrigins.includes(origin) || origin === new URL(publicUrl).origin) return true
  // The same page under another name of this machine, such as 127.0.0.1 for localhost.
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host
}
