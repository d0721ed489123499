/** An article's id in an address: a name with a dot would be taken for a file. */
export const toAddress = (id: string): string => id.replaceAll('.', ':')
export const fromAddress = (part: string): string => part.replaceAll(':', '.')
