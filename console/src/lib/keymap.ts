import type { Preferences } from '@parley/server/contract'

/** A command as far as its keys are concerned. */
export interface Keyed<Id extends string = string> {
  id: Id
  keys: readonly string[]
  /** Commands of different places are never offered together: they may share a key. Without one it is offered anywhere. */
  place?: string
}
type Wishes = Pick<Preferences, 'keys' | 'singleKeys'>

/** These end or confirm what is open, in every application: they stay when single keys are off. */
const ALWAYS: ReadonlySet<string> = new Set(['Escape', 'Enter'])
/** The browser's or the system's own; a page that takes them breaks something else. */
const RESERVED: ReadonlySet<string> = new Set(
  ['a', 'c', 'f', 'l', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'z', 'Enter', 'Tab'].map(
    (key) => `mod+${key}`,
  ),
)
const NOT_ALONE: ReadonlySet<string> = new Set([
  'Tab',
  'Enter',
  'Escape',
  ' ',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
])
const MODIFIERS: ReadonlySet<string> = new Set([
  'Shift',
  'Control',
  'Meta',
  'Alt',
  'AltGraph',
  'CapsLock',
  'Dead',
])

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** A press in the words of the registry; none for a modifier alone and for anything with Alt. */
export function chordOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Press): string | undefined {
  if (altKey || MODIFIERS.has(key) || key === 'Process' || key === 'Unidentified') return undefined
  const plain = key.length === 1 ? key.toLowerCase() : key
  // Of a sign such as `?` Shift is part of the key; of a letter it is a choice.
  const shifted = shiftKey && (key.length > 1 || plain !== plain.toUpperCase())
  return `${ctrlKey || metaKey ? 'mod+' : ''}${shifted ? 'shift+' : ''}${plain}`
}

/** The keys of a command as this person has them. */
export function keysFor({ id, keys }: Keyed, wishes: Wishes): readonly string[] {
  const wanted = wishes.keys[id] ?? keys
  const single = wanted.some((chord) => !chord.startsWith('mod+') && !ALWAYS.has(chord))
  return single && !wishes.singleKeys ? [] : wanted
}

export type KeyProblem = 'reserved' | 'notAlone'

/** Why a chord cannot be the key of a command. */
export function problemOf(keys: readonly string[]): KeyProblem | undefined {
  if (keys.some((chord) => RESERVED.has(chord))) return 'reserved'
  return keys.some((chord) => NOT_ALONE.has(chord.replace('shift+', ''))) ? 'notAlone' : undefined
}

/** Another command that would no longer be reached, or make this one unreachable: the same keys, or one begins the other. */
export function conflictOf<Id extends string>(
  command: Keyed<Id>,
  keys: readonly string[],
  commands: readonly Keyed<Id>[],
  wishes: Wishes,
): Id | undefined {
  if (keys.length === 0) return undefined
  return commands.find((other) => {
    const apart = other.place && command.place && other.place !== command.place
    if (other.id === command.id || apart) return false
    const theirs = wishes.keys[other.id] ?? other.keys
    const length = Math.min(theirs.length, keys.length)
    return length > 0 && keys.slice(0, length).every((chord, index) => chord === theirs[index])
  })?.id
}
