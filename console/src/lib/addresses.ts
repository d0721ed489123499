export interface PastedAddress {
  email: string
  name?: string
}

const MAX_LENGTH = 254
const form = /^[^\s@<>"(),:;[\]\\]+@[^\s@<>"(),:;[\]\\]+\.[^\s@<>"(),:;[\]\\]+$/

/**
 * The addresses in a pasted list: between commas, semicolons or lines, each alone or as `Name <address>`. The same
 * address in other case is one; what is none is told apart, so that nothing is dropped silently.
 */
export function readAddresses(text: string): { people: PastedAddress[]; wrong: string[] } {
  const people = new Map<string, PastedAddress>()
  const wrong: string[] = []
  for (const part of split(text)) {
    const [, called = '', bracketed] = /^(.*?)<([^<>]*)>$/.exec(part) ?? []
    const email = (bracketed ?? part).trim().toLowerCase()
    const name = called.replaceAll('"', '').trim()
    if (!form.test(email) || email.length > MAX_LENGTH || !isPlain(email)) wrong.push(part)
    else if (!people.has(email)) people.set(email, name ? { email, name } : { email })
  }
  return { people: [...people.values()], wrong }
}

/** A comma inside quotes belongs to a name; a line of addresses between spaces is a list too. */
function split(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"|[^,;，；\n\r"])+/g) ?? []
  return parts.flatMap((part) => {
    const trimmed = part.trim()
    const words = trimmed.split(/\s+/)
    return words.length > 1 && words.every((word) => word.includes('@') && !word.includes('<'))
      ? words
      : trimmed === ''
        ? []
        : [trimmed]
  })
}

/** Letters of other alphabets look like ours and belong to another address. */
function isPlain(email: string): boolean {
  return [...email].every((sign) => sign > ' ' && sign <= '~')
}
