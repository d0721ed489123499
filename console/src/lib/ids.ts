/** Unguessable enough not to collide, short enough for keys. `randomUUID` needs a secure context; a LAN address is none. */
export function makeClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}
