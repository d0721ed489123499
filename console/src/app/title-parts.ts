interface Place {
  /** The customer of the open conversation. */
  customer: string | undefined
  /** What the page calls itself. */
  page: string | undefined
  area: string
  company: string
  product: string
}

/** What stands in the tab, the most particular first and nothing twice. */
export function titleOf({ customer, page, area, company, product }: Place): string {
  const parts = [customer ?? page, area, company, product]
  return [...new Set(parts.filter((part) => part !== undefined && part !== ''))].join(' · ')
}

/** The conversation that an address of the inbox names. */
export function threadIn(path: string): string | undefined {
  const [, area, , thread] = path.split('/')
  return area === 'inbox' && thread ? decodeURIComponent(thread) : undefined
}
