import { useComputedColorScheme } from '@mantine/core'
import type { View } from '@parley/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { createKeyReader, handlerOf, useCommands } from '../lib/commands.ts'
import { currentLanguage } from '../lib/i18n.ts'
import { chordOf } from '../lib/keymap.ts'
import { changePreferences, preferences } from '../lib/preferences.ts'
import { useSession } from '../lib/session.ts'
import { inboxAddress } from '../lib/views.ts'
import { areas } from './areas.ts'
import { usePresence } from './use-presence.ts'
import { useSignOut } from './use-sign-out.ts'

const OVERLAYS = '[role="dialog"], [role="menu"], [aria-modal="true"]'

export function useAppCommands({ onHelp, onPalette }: { onHelp: () => void; onPalette: () => void }): void {
  const navigate = useNavigate()
  const { permissions } = useSession()
  const scheme = useComputedColorScheme()
  const { presence, setPresence } = usePresence()
  const signOut = useSignOut()
  const go = (view: View) => () => void navigate(inboxAddress(view))
  useCommands('app', {
    goWaiting: go('waiting'),
    goMine: go('mine'),
    goBot: go('bot'),
    goOpen: go('open'),
    goClosed: go('closed'),
    goMentions: () => void navigate({ to: '/inbox/mentions/{-$threadId}', params: {}, search: {} }),
    goCustomers: () => void navigate({ to: '/customers' }),
    ...useGoing(),
    newCustomer: permissions.includes('customer.write')
      ? () => void navigate({ to: '/customers/new' })
      : undefined,
    preferences: () => void navigate({ to: '/me' }),
    help: onHelp,
    palette: onPalette,
    presence: () => setPresence(presence === 'online' ? 'away' : 'online'),
    theme: () => changePreferences({ theme: scheme === 'dark' ? 'light' : 'dark' }),
    density: () =>
      changePreferences({ density: preferences().density === 'compact' ? 'comfortable' : 'compact' }),
    language: () => changePreferences({ language: currentLanguage() === 'zh' ? 'en' : 'zh' }),
    signOut,
  })
  useKeyboard()
}

const goes = {
  trainer: 'goTrainer',
  supervisor: 'goSupervisor',
  knowledge: 'goKnowledge',
  admin: 'goAdmin',
} as const

/** The areas that not everybody has. */
function useGoing(): Parameters<typeof useCommands>[1] {
  const navigate = useNavigate()
  const { permissions } = useSession()
  const mine = areas.filter(({ verbs }) => verbs.some((verb) => permissions.includes(verb)))
  return Object.fromEntries(
    mine.flatMap(({ id, to }) =>
      id in goes ? [[goes[id as keyof typeof goes], () => void navigate({ to })]] : [],
    ),
  )
}

function useKeyboard(): void {
  useEffect(() => {
    const read = createKeyReader(Date.now)
    // Looked at on the way down: what is open may close itself with this very key before it comes back up.
    let covered = false
    const look = () => {
      covered = document.querySelector(OVERLAYS) !== null
    }
    const handle = (event: KeyboardEvent) => {
      // Never Alt: browsers open menus with it, and many languages type letters with it.
      if (event.defaultPrevented || event.isComposing) return
      const chord = chordOf(event)
      if (chord === undefined || !mayAct(event, chord, covered)) return
      const command = read(chord) ?? (chord.startsWith('shift+') ? read(chord.slice(6)) : undefined)
      if (command) run(event, handlerOf(command))
    }
    addEventListener('keydown', look, true)
    addEventListener('keydown', handle)
    return () => {
      removeEventListener('keydown', look, true)
      removeEventListener('keydown', handle)
    }
  }, [])
}

function hasWords(target: EventTarget | null): boolean {
  return (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) && target.value !== ''
}

/** With Ctrl or ⌘ from everywhere; a key alone only where nobody writes and nothing is open. */
function mayAct(event: KeyboardEvent, chord: string, covered: boolean): boolean {
  // Where something is written, Ctrl+Z takes back what was typed there.
  if (chord === 'mod+z') return !hasWords(event.target)
  if (chord.startsWith('mod+')) return true
  if (isTyping(event.target) || covered) return false
  // A focused control keeps its own Enter.
  return chord !== 'Enter' || event.target === document.body
}

function run(event: KeyboardEvent, handler: (() => void) | undefined): void {
  if (!handler) return
  event.preventDefault()
  handler()
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"]') !== null
  )
}
