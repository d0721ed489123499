/** Every time zone that the browser knows, by continent, with the one in use among them. */
export function zoneGroups(current: string): { group: string; items: string[] }[] {
  const zones = new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])
  const groups = new Map<string, string[]>()
  for (const zone of [...zones].sort()) {
    const group = zone.includes('/') ? (zone.split('/')[0] ?? zone) : 'UTC'
    groups.set(group, [...(groups.get(group) ?? []), zone])
  }
  return [...groups].map(([group, items]) => ({ group, items }))
}
