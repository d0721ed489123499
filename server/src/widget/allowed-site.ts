/**
 * Whether a page of that origin may open a session; with no list every page may. Only browsers send an origin, and only
 * they are kept to the list: a program can say what it likes, and gets no more by it than a page would.
 */
export function isAllowedSite(domains: readonly string[], origin: string | undefined): boolean {
  if (domains.length === 0 || origin === undefined) return true
  const asked = origin.toLowerCase()
  return domains.some((domain) => {
    const [scheme = '', host = ''] = domain.toLowerCase().split('://')
    if (!host.startsWith('*.')) return asked === domain.toLowerCase()
    return asked.startsWith(`${scheme}://`) && asked.slice(scheme.length + 3).endsWith(host.slice(1))
  })
}
