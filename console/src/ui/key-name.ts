const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const names: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: isMac ? '⇧' : 'Shift',
  Escape: 'Esc',
  Enter: '↵',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Delete: 'Del',
}

/** A chord as it stands on the keys: `mod+k` is Ctrl K, or ⌘K on a Mac. */
export function keyName(chord: string): string {
  const plus = chord.endsWith('+')
  const parts = (plus ? chord.slice(0, -1) : chord).split('+').filter(Boolean)
  const all = plus ? [...parts, '+'] : parts
  return all
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(isMac ? '' : ' ')
}
