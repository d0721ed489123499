const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'

/** 128 bits and a little: `crypto.randomUUID` is missing on pages without TLS. */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(22))
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 63)).join('')
}
