import { useEffect } from 'react'
import { type Keyed, keysFor } from './keymap.ts'
import type { en } from './messages/en.ts'
import { preferences, usePreference } from './preferences.ts'

type Label = keyof typeof en.commands
export type CommandGroup = 'groupMove' | 'groupAct' | 'groupLabel' | 'groupGo' | 'groupApp'

/** One registry drives the key handler, the tooltips, the help sheet and the command bar. */
export const commandList = [
  { id: 'next', keys: ['j'], group: 'groupMove' },
  { id: 'previous', keys: ['k'], group: 'groupMove' },
  { id: 'openThread', keys: ['Enter'], group: 'groupMove' },
  { id: 'back', keys: ['Escape'], group: 'groupMove' },
  { id: 'firstNew', keys: ['g', 'n'], group: 'groupMove', place: 'inbox' },
  { id: 'find', keys: ['/'], group: 'groupMove', place: 'customers' },
  { id: 'reply', keys: ['r'], group: 'groupAct', place: 'inbox' },
  { id: 'note', keys: ['n'], group: 'groupAct', place: 'inbox' },
  { id: 'attach', keys: ['u'], group: 'groupAct', place: 'inbox' },
  { id: 'emoji', keys: ['mod+;'], group: 'groupAct', place: 'inbox' },
  { id: 'undoSend', keys: ['mod+z'], group: 'groupAct', place: 'inbox' },
  { id: 'undo', keys: ['z'], group: 'groupAct' },
  { id: 'claim', keys: ['c'], group: 'groupAct', place: 'inbox' },
  { id: 'assign', keys: ['a'], group: 'groupAct', place: 'inbox' },
  { id: 'transfer', keys: ['t'], group: 'groupAct', place: 'inbox' },
  { id: 'handBack', keys: [], group: 'groupAct', place: 'inbox' },
  { id: 'wrapUp', keys: ['e'], group: 'groupAct', place: 'inbox' },
  { id: 'reopen', keys: [], group: 'groupAct', place: 'inbox' },
  { id: 'spam', keys: ['!'], group: 'groupAct', place: 'inbox' },
  { id: 'correctIntent', keys: ['i'], group: 'groupAct', place: 'inbox' },
  { id: 'correctMood', keys: ['m'], group: 'groupAct', place: 'inbox' },
  { id: 'profile', keys: ['p'], group: 'groupAct', place: 'inbox' },
  { id: 'labelNone', keys: ['0'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelOther', keys: ['/'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelSkip', keys: ['s'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelPositive', keys: ['+'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelNeutral', keys: ['.'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelNegative', keys: ['-'], group: 'groupLabel', place: 'trainer' },
  { id: 'labelUndo', keys: ['u'], group: 'groupLabel', place: 'trainer' },
  { id: 'block', keys: [], group: 'groupAct' },
  { id: 'tagCustomer', keys: ['l'], group: 'groupAct' },
  { id: 'newCustomer', keys: [], group: 'groupAct' },
  { id: 'importCustomers', keys: [], group: 'groupAct', place: 'customers' },
  { id: 'exportCustomers', keys: [], group: 'groupAct', place: 'customers' },
  { id: 'filter', keys: ['f'], group: 'groupMove', place: 'inbox' },
  { id: 'clearFilter', keys: [], group: 'groupMove', place: 'inbox' },
  { id: 'saveView', keys: [], group: 'groupMove', place: 'inbox' },
  { id: 'sort', keys: ['o'], group: 'groupMove', place: 'inbox' },
  { id: 'acceptOffer', keys: ['y'], group: 'groupAct' },
  { id: 'declineOffer', keys: [], group: 'groupAct' },
  { id: 'goWaiting', keys: ['g', 'w'], group: 'groupGo' },
  { id: 'goMine', keys: ['g', 'm'], group: 'groupGo' },
  { id: 'goBot', keys: ['g', 'b'], group: 'groupGo' },
  { id: 'goOpen', keys: ['g', 'o'], group: 'groupGo' },
  { id: 'goMentions', keys: ['g', 'a'], group: 'groupGo' },
  { id: 'goClosed', keys: [], group: 'groupGo' },
  { id: 'goTrainer', keys: ['g', 't'], group: 'groupGo' },
  { id: 'goCustomers', keys: ['g', 'c'], group: 'groupGo' },
  { id: 'goSupervisor', keys: ['g', 's'], group: 'groupGo' },
  { id: 'goKnowledge', keys: ['g', 'k'], group: 'groupGo' },
  { id: 'goAdmin', keys: ['g', 'd'], group: 'groupGo' },
  { id: 'customerPage', keys: ['g', 'p'], group: 'groupGo', place: 'inbox' },
  { id: 'preferences', keys: ['g', ','], group: 'groupGo' },
  { id: 'palette', keys: ['mod+k'], group: 'groupApp' },
  { id: 'fullScreen', keys: ['f'], group: 'groupApp', place: 'supervisor' },
  { id: 'help', keys: ['?'], group: 'groupApp' },
  { id: 'presence', keys: [], group: 'groupApp' },
  { id: 'theme', keys: [], group: 'groupApp' },
  { id: 'density', keys: [], group: 'groupApp' },
  { id: 'language', keys: [], group: 'groupApp' },
  { id: 'signOut', keys: [], group: 'groupApp' },
] as const satisfies readonly (Keyed<Label> & { group: CommandGroup })[]

export type CommandId = (typeof commandList)[number]['id']
export const commandGroups: readonly CommandGroup[] = [
  'groupMove',
  'groupAct',
  'groupLabel',
  'groupGo',
  'groupApp',
]

type Handlers = Partial<Record<CommandId, (() => void) | undefined>>

const byOwner = new Map<string, Handlers>()

/** What can be done now: a command without a handler is not offered. */
export function handlerOf(id: CommandId): (() => void) | undefined {
  for (const handlers of [...byOwner.values()].reverse()) {
    if (handlers[id]) return handlers[id]
  }
  return undefined
}

/** `owner` names the place that offers the commands; it offers them while it is mounted. */
export function useCommands(owner: string, handlers: Handlers): void {
  useEffect(() => {
    byOwner.set(owner, handlers)
  })
  useEffect(() => () => void byOwner.delete(owner), [owner])
}

/** The keys of a command, as this person has them. */
export function keysOf(id: CommandId): readonly string[] {
  const command = commandList.find((each) => each.id === id)
  return command ? keysFor(command, preferences()) : []
}

/** The same, for what shows them: drawn again when they change. */
export function useKeysOf(id: CommandId | undefined): readonly string[] {
  usePreference('keys')
  usePreference('singleKeys')
  return id === undefined ? NONE : keysOf(id)
}
const NONE: readonly string[] = []

/** Whether this person made a key that of a command which can be given now. */
export function keyIsTaken(key: string): boolean {
  return commandList.some(({ id }) => keysOf(id)[0] === key && handlerOf(id) !== undefined)
}

/** What tells assistive technology of a command's key; of two keys in a row it has no words. */
export function useKeyShortcuts(id: CommandId | undefined): { 'aria-keyshortcuts'?: string } {
  const [chord, second] = useKeysOf(id)
  if (chord === undefined || second !== undefined) return {}
  const both = chord.startsWith('mod+')
    ? ['Control', 'Meta'].map((key) => chord.replace('mod', key))
    : [chord]
  return { 'aria-keyshortcuts': both.join(' ') }
}

const SEQUENCE_MS = 1200

/** Turns chords into commands; `pending` is the first half of a two-key command. */
export function createKeyReader(now: () => number) {
  let pending: { chord: string; at: number } | undefined
  return (chord: string): CommandId | undefined => {
    const before = pending && now() - pending.at < SEQUENCE_MS ? pending.chord : undefined
    pending = undefined
    const pressed = before === undefined ? [chord] : [before, chord]
    const keyed = commandList.map(({ id }) => ({ id, keys: keysOf(id) }))
    const matches = keyed.filter(
      ({ keys }) => keys.length === pressed.length && keys.every((each, index) => each === pressed[index]),
    )
    // Places that are never on the screen together may share a key: whoever is there has it.
    const match = matches.find(({ id }) => handlerOf(id)) ?? matches[0]
    if (match) return match.id
    if (before === undefined && keyed.some(({ keys }) => keys.length > 1 && keys[0] === chord)) {
      pending = { chord, at: now() }
    }
    return undefined
  }
}
